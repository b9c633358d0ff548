namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>Reads again what is written through it, strictly and element by element, before it goes on to the output.</summary>
internal sealed class CheckedOutput(Stream output) : Stream
{
    private readonly FastTransferReader reader = new();

    /// <summary>The sum over the elements read again.</summary>
    public ElementDigest Digest { get; } = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        ReadAgain(buffer.AsSpan(offset, count));
        output.Write(buffer, offset, count);
    }

    /// <summary>Tells that all was written.</summary>
    /// <exception cref="FastTransferFormatException">That is not an item.</exception>
    public void Complete() => reader.Complete();

    public override void Flush() => output.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void ReadAgain(ReadOnlySpan<byte> bytes)
    {
        while (true)
        {
            var element = reader.Read(ref bytes, out var value);
            switch (element)
            {
                case FastTransferElement.None:
                    return;

                case FastTransferElement.Header:
                    Digest.AddHeader(reader);
                    break;

                case FastTransferElement.Marker:
                    Digest.AddMarker(reader);
                    break;

                case FastTransferElement.DeleteProperty:
                    Digest.AddDeleteProperty(reader);
                    break;

                default:
                    if (element == FastTransferElement.Property)
                    {
                        Digest.AddProperty(reader);
                    }

                    if (element == FastTransferElement.Item || (element == FastTransferElement.Property && !reader.Layout.IsMultiple))
                    {
                        Digest.AddValue(reader.ValueLength);
                    }

                    Digest.AddBytes(value);
                    break;
            }
        }
    }
}
