using System.Globalization;
using ArchiveMigration.FastTransfer;

namespace ArchiveMigration.Sandbox.Inspection;

/// <summary>Writes the elements of an item that goes by in pieces, a line for each. It holds the beginnings of one property's values.</summary>
internal sealed class ElementListing(TextWriter output)
{
    /// <summary>Bytes of the version in TellPartnerVersion (MS-OXCFXICS 2.2.3.1.1.6.1).</summary>
    private const int VersionLength = 6;

    private readonly FastTransferReader _reader = new();
    private readonly ElementPath _path = new();
    private ElementValues? _begun;

    /// <summary>Takes the next bytes of the item.</summary>
    /// <exception cref="FastTransferFormatException">The item is damaged here.</exception>
    public void Push(ReadOnlySpan<byte> piece)
    {
        while (true)
        {
            switch (_reader.Read(ref piece, out var value))
            {
                case FastTransferElement.None:
                    return;

                case FastTransferElement.Header:
                    WriteLine(_path.Current, "-", "Header", "server version", VersionLength, _reader.Version.ToString());
                    break;

                case FastTransferElement.Marker:
                    WriteLine(_path.Pass(_reader.Marker), new PropertyTag((uint)_reader.Marker).ToString(), "Marker", NameOf(_reader.Marker), 0, string.Empty);
                    break;

                case FastTransferElement.DeleteProperty:
                    WriteLine(_path.Current, "0x40160003", "Integer32", "MetaTagFXDelProp", sizeof(uint), $"{_reader.DeletedTag} {KnownProperties.NameOf(_reader.DeletedTag, null)}".TrimEnd());
                    break;

                case FastTransferElement.Property:
                    _begun = new ElementValues(_reader.Tag, _reader.GetName(), _reader.Layout.IsMultiple, _reader.ValueCount);
                    if (!_begun.IsMultiple)
                    {
                        _begun.Begin(_reader.ValueLength);
                    }

                    Take(value);
                    break;

                case FastTransferElement.Item:
                    _begun!.Begin(_reader.ValueLength);
                    Take(value);
                    break;

                case FastTransferElement.ValueBytes:
                    Take(value);
                    break;
            }
        }
    }

    /// <summary>Tells that the item is all there.</summary>
    /// <exception cref="FastTransferFormatException">It is not complete.</exception>
    public void Complete() => _reader.Complete();

    /// <summary>Writes what there is of the property at which the item broke.</summary>
    public void Abandon()
    {
        if (_begun is not null)
        {
            WriteProperty(_begun, " (cut off)");
            _begun = null;
        }
    }

    private static string NameOf(Marker marker) => marker switch
    {
        Marker.NewAttachment => "NewAttach",
        Marker.EndAttachment => "EndAttach",
        Marker.StartEmbeddedMessage => "StartEmbed",
        Marker.EndEmbeddedMessage => "EndEmbed",
        Marker.StartRecipient => "StartRecip",
        _ => "EndToRecip",
    };

    private void Take(ReadOnlySpan<byte> value)
    {
        _begun!.Add(value);
        if (_reader.ValueBytesLeft == 0 && (!_begun.IsMultiple || _reader.ItemsLeft == 0))
        {
            WriteProperty(_begun, string.Empty);
            _begun = null;
        }
    }

    private void WriteProperty(ElementValues values, string remark) => WriteLine(
        _path.Current,
        values.Tag.ToString(),
        TypeName.Of(values.Tag),
        ValueText.Escape(KnownProperties.NameOf(values.Tag, values.Name)),
        values.Length,
        values.Show() + remark);

    // The value stands last, since it may hold anything; what stands before it can be cut at two blanks.
    private void WriteLine(string path, string tag, string type, string name, long length, string value) => output.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{path,-22}  {tag,-10}  {type,-20}  {(name.Length == 0 ? "-" : name),-40}  {length,8}  {value}").TrimEnd());
}
