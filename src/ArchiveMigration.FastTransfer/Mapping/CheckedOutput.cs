namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>Reads again what is written through it, strictly and element by element, before it goes on to the output.</summary>
internal sealed class CheckedOutput(Stream output) : WriteOnlyStream
{
    private readonly FastTransferReader reader = new();

    /// <summary>The sum over the elements read again.</summary>
    public ElementDigest Digest { get; } = new();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ReadAgain(buffer);
        output.Write(buffer);
    }

    /// <summary>Tells that all was written.</summary>
    /// <exception cref="FastTransferFormatException">That is not an item.</exception>
    public void Complete() => reader.Complete();

    public override void Flush() => output.Flush();

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
