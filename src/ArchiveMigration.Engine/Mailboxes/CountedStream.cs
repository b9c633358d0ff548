using ArchiveMigration.FastTransfer;

namespace ArchiveMigration.Engine.Mailboxes;

/// <summary>Passes on what is written, and tells how much it was.</summary>
internal sealed class CountedStream(Stream inner, Action<int> counted) : WriteOnlyStream
{
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // Before, not after: what has left must never be more than what is booked.
        counted(buffer.Length);
        await inner.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        counted(buffer.Length);
        inner.Write(buffer);
    }

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);
}
