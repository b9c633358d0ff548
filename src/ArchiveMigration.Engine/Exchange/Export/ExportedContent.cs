namespace ArchiveMigration.Engine.Exchange.Export;

/// <summary>
/// One item's base64 text within an export's answer, as the bytes that arrive; ends at the closing quote. Readable once, and
/// only until the next element of the answer is asked for.
/// </summary>
/// <param name="json">Stands behind the opening quote.</param>
/// <param name="endElement">Reads what follows the content in its element, before the end is reported.</param>
/// <param name="breakOff">Told of every failure; makes the exception that the reader sees.</param>
internal sealed class ExportedContent(JsonByteReader json, Func<CancellationToken, ValueTask> endElement, Func<Exception, Exception> breakOff) : Stream
{
    private bool hasEnded;
    private bool isClosed;

    public override bool CanRead => !isClosed;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Passes over what the reader did not want, and closes the content.</summary>
    public async ValueTask SkipRestAsync(CancellationToken cancellationToken)
    {
        isClosed = true;
        while (!hasEnded)
        {
            await NextAsync(int.MaxValue, cancellationToken).ConfigureAwait(false);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(isClosed, this);
        if (buffer.IsEmpty)
        {
            return 0;
        }

        ReadOnlyMemory<byte> stretch = await GuardedNextAsync(buffer.Length, cancellationToken).ConfigureAwait(false);
        stretch.CopyTo(buffer);
        return stretch.Length;
    }

    public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ObjectDisposedException.ThrowIf(isClosed, this);
        while (await GuardedNextAsync(int.MaxValue, cancellationToken).ConfigureAwait(false) is { IsEmpty: false } stretch)
        {
            await destination.WriteAsync(stretch, cancellationToken).ConfigureAwait(false);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        isClosed = true;
        base.Dispose(disposing);
    }

    private async ValueTask<ReadOnlyMemory<byte>> GuardedNextAsync(int most, CancellationToken cancellationToken)
    {
        try
        {
            return await NextAsync(most, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // An interrupted read leaves the answer at an unknown place, whatever interrupted it.
            throw breakOff(e);
        }
    }

    private async ValueTask<ReadOnlyMemory<byte>> NextAsync(int most, CancellationToken cancellationToken)
    {
        if (hasEnded)
        {
            return default;
        }

        ReadOnlyMemory<byte> stretch = await json.ReadBase64Async(most, cancellationToken).ConfigureAwait(false);
        if (stretch.IsEmpty)
        {
            await endElement(cancellationToken).ConfigureAwait(false);
            hasEnded = true;
        }

        return stretch;
    }
}
