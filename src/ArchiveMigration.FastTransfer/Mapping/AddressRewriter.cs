namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>
/// The second pass over an item: the same bytes go by again, in any pieces, and the mapped item is written, in records of
/// 31,680 bytes at most. It holds one record. What is written is read again on the way and compared element by element with
/// the plan; <see cref="Complete"/> tells whether it may be used. To know that and the length beforehand, run it over
/// <see cref="Stream.Null"/> first.
/// </summary>
public sealed class AddressRewriter : IDisposable
{
    private readonly AddressPlan plan;
    private readonly CheckedOutput output;
    private readonly ElementDigest expected = new();
    private readonly PatchingCopier copier;
    private RecordWriter? records;
    private string? failure;

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

        this.plan = plan;
        this.output = new CheckedOutput(output);
        copier = new PatchingCopier(new FastTransferReader(), plan, version => records = new RecordWriter(this.output, version), expected);
    }

    /// <summary>Why what was written must not be used, as far as known, or null.</summary>
    public string? Failure => failure;

    /// <summary>Takes the next bytes of the original item. Does nothing once there is a <see cref="Failure"/>.</summary>
    public void Push(ReadOnlySpan<byte> piece)
    {
        if (failure is not null)
        {
            return;
        }

        try
        {
            copier.Push(piece);
        }
        catch (FastTransferFormatException unreadable)
        {
            failure = $"the item cannot be read a second time: {unreadable.Message}";
        }
    }

    /// <summary>Tells that the original is all there. Unless the outcome is <see cref="MappingOutcome.Mapped"/>, what was written must not be used.</summary>
    public AddressMapping Complete()
    {
        if (failure is null)
        {
            try
            {
                var isPlanned = copier.Complete();
                output.Complete();
                failure = !isPlanned ? "the second pass differs from the first"
                    : !expected.Equals(output.Digest) ? "the mapped item differs from the original in more than its addresses"
                    : null;
            }
            catch (FastTransferFormatException unreadable)
            {
                failure = $"the mapped item cannot be read again: {unreadable.Message}";
            }
        }

        return failure is null ? AddressMapping.Of(plan, records!.BytesWritten) : AddressMapping.NotMapped(failure);
    }

    /// <summary>Returns rented buffers.</summary>
    public void Dispose() => records?.Dispose();
}
