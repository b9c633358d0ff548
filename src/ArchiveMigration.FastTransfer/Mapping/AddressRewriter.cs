namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>
/// The second pass over an item: the same bytes go by again, in any pieces, and the mapped item is written, in records of
/// 31,680 bytes at most. It holds one record. What is written is read again on the way and compared element by element with
/// the plan; <see cref="Complete"/> tells whether it may be used. To know that and the length beforehand, run it over
/// <see cref="Stream.Null"/> first.
/// </summary>
public sealed class AddressRewriter : IDisposable
{
    private readonly AddressPlan _plan;
    private readonly CheckedOutput _output;
    private readonly ElementDigest _expected = new();
    private readonly PatchingCopier _copier;
    private RecordWriter? _records;
    private string? _failure;

    /// <summary>Starts the mapped item on <paramref name="output"/>, which stays open.</summary>
    /// <exception cref="ArgumentException">The plan's outcome is not <see cref="MappingOutcome.Mapped"/>: the original bytes are to be used.</exception>
    public AddressRewriter(AddressPlan plan, Stream output)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(output);
        if (plan.Outcome != MappingOutcome.Mapped)
        {
            throw new ArgumentException($"The item has nothing to rewrite ({plan.Outcome}); pass its own bytes on.", nameof(plan));
        }

        _plan = plan;
        _output = new CheckedOutput(output);
        _copier = new PatchingCopier(new FastTransferReader(), plan, version => _records = new RecordWriter(_output, version), _expected);
    }

    /// <summary>Why what was written must not be used, as far as known, or null.</summary>
    public string? Failure => _failure;

    /// <summary>Takes the next bytes of the original item. Does nothing once there is a <see cref="Failure"/>.</summary>
    public void Push(ReadOnlySpan<byte> piece)
    {
        if (_failure is not null)
        {
            return;
        }

        try
        {
            _copier.Push(piece);
        }
        catch (FastTransferFormatException unreadable)
        {
            _failure = $"the item cannot be read a second time: {unreadable.Message}";
        }
    }

    /// <summary>Tells that the original is all there. Unless the outcome is <see cref="MappingOutcome.Mapped"/>, what was written must not be used.</summary>
    public AddressMapping Complete()
    {
        if (_failure is null)
        {
            try
            {
                var isPlanned = _copier.Complete();
                _output.Complete();
                _failure = !isPlanned ? "the second pass differs from the first"
                    : !_expected.Equals(_output.Digest) ? "the mapped item differs from the original in more than its addresses"
                    : null;
            }
            catch (FastTransferFormatException unreadable)
            {
                _failure = $"the mapped item cannot be read again: {unreadable.Message}";
            }
        }

        return _failure is null ? AddressMapping.Of(_plan, _records!.BytesWritten) : AddressMapping.NotMapped(_failure);
    }

    /// <summary>Returns rented buffers.</summary>
    public void Dispose() => _records?.Dispose();
}
