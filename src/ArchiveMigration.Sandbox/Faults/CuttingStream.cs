namespace ArchiveMigration.Sandbox.Faults;

/// <summary>
/// Lets the beginning of an answer through and loses the rest. The last byte never passes, so that an answer
/// shorter than the cut is cut as well.
/// </summary>
internal sealed class CuttingStream(Stream inner, int limit) : Stream
{
    private readonly byte[] held = new byte[1];
    private bool holds;
    private int passed;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    /// <summary>With nothing to let through, not even the headers go.</summary>
    public override Task FlushAsync(CancellationToken cancellationToken) =>
        limit == 0 ? Task.CompletedTask : inner.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) =>
        WriteAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

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

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
}
