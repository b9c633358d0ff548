using ArchiveMigration.FastTransfer;

namespace ArchiveMigration.Sandbox.Faults;

/// <summary>
/// Lets the beginning of an answer through and loses the rest. The last byte never passes, so that an answer
/// shorter than the cut is cut as well.
/// </summary>
internal sealed class CuttingStream(Stream inner, int limit) : WriteOnlyStream
{
    private readonly byte[] held = new byte[1];
    private bool holds;
    private int passed;

    /// <summary>With nothing to let through, not even the headers go.</summary>
    public override Task FlushAsync(CancellationToken cancellationToken) =>
        limit == 0 ? Task.CompletedTask : inner.FlushAsync(cancellationToken);

    public override void Write(ReadOnlySpan<byte> buffer) => WriteAsync(buffer.ToArray()).AsTask().GetAwaiter().GetResult();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || passed >= limit)
        {
            return;
        }

        if (holds)
        {
            await inner.WriteAsync(held, cancellationToken);
            passed++;
        }

        var part = buffer[..Math.Min(buffer.Length - 1, Math.Max(0, limit - passed))];
        await inner.WriteAsync(part, cancellationToken);
        passed += part.Length;
        held[0] = buffer.Span[^1];
        holds = true;
    }
}
