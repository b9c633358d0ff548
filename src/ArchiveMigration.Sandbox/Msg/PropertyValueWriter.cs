using System.Buffers;
using System.Text;
using ArchiveMigration.FastTransfer;

namespace ArchiveMigration.Sandbox.Msg;

/// <summary>Writes one property of a .msg file in the type Exchange would send it in.</summary>
internal sealed class PropertyValueWriter(FastTransferWriter writer)
{
    private const int CopyBufferSize = 64 * 1024;

    private static readonly byte[] Nul = [0, 0];

    /// <summary>Writes the property.</summary>
    /// <param name="property">The property.</param>
    /// <param name="codePage">The code page of strings of type 0x001E.</param>
    public void Write(MsgProperty property, int codePage)
    {
        switch (property.Tag.Type)
        {
            case PropertyType.Boolean:
                // Only the first two bytes count, and any number but 0 is true.
                writer.WriteBoolean(property.Tag, property.Read().Span.ContainsAnyExcept((byte)0), property.Name);
                break;

            case PropertyType.Unicode:
                WriteText(property, PropertyType.Utf16CodePage, characterSize: 2);
                break;

            case PropertyType.String8 when IsSendable(0x8000 | codePage, WireShape.Variable):
                WriteText(property, (ushort)(0x8000 | codePage), characterSize: 1);
                break;

            case PropertyType.String8:
                writer.WriteVariable(WithType(property, PropertyType.Utf16CodePage), ToUtf16(property.Read(), codePage).Span, property.Name);
                break;

            case PropertyType.Binary or PropertyType.ServerId:
                Copy(property, property.Tag, []);
                break;

            case PropertyType.MultipleUnicode:
                WriteElements(property, PropertyType.MultipleUtf16CodePage, bytes => WithNul(bytes, characterSize: 2));
                break;

            case PropertyType.MultipleString8 when IsSendable(0x9000 | codePage, WireShape.MultipleVariable):
                WriteElements(property, (ushort)(0x9000 | codePage), bytes => WithNul(bytes, characterSize: 1));
                break;

            case PropertyType.MultipleString8:
                WriteElements(property, PropertyType.MultipleUtf16CodePage, bytes => ToUtf16(bytes, codePage));
                break;

            case PropertyType.MultipleBinary:
                WriteElements(property, PropertyType.MultipleBinary, bytes => bytes);
                break;

            case var type when PropertyType.ElementSize(type) is > 0 and var size:
                writer.WriteMultiple(property.Tag, new FixedSizeElements(property.Read(), size), property.Name);
                break;

            default:
                writer.WriteFixed(property.Tag, property.Read().Span, property.Name);
                break;
        }
    }

    // A code page that does not fit the type's 15 bits (UTF-8), or whose number could be taken for
    // several values in another code page, has no type of its own.
    private static bool IsSendable(int type, WireShape shape) =>
        type <= ushort.MaxValue && WireType.TryGet((ushort)type, out WireType layout) && layout.Shape == shape;

    private static PropertyTag WithType(MsgProperty property, ushort type) => new(property.Tag.Id, type);

    // Strings end in NUL in an item and mostly not in a .msg file (MS-OXCFXICS 2.2.4.1.3, MS-OXMSG 2.1.3).
    private void WriteText(MsgProperty property, ushort type, int characterSize)
    {
        bool ends = false;
        if (property.Length >= characterSize)
        {
            using Stream value = property.OpenRead();
            Span<byte> last = stackalloc byte[characterSize];
            value.Seek(-characterSize, SeekOrigin.End);
            value.ReadExactly(last);
            ends = !last.ContainsAnyExcept((byte)0);
        }

        Copy(property, WithType(property, type), ends ? [] : Nul.AsSpan(0, characterSize));
    }

    private void Copy(MsgProperty property, PropertyTag tag, ReadOnlySpan<byte> suffix)
    {
        long length = property.Length + suffix.Length;
        if (length > int.MaxValue)
        {
            throw new MsgFormatException(FormattableString.Invariant($"property {property.Tag} has {property.Length} bytes, more than an item can hold"));
        }

        writer.BeginVariable(tag, (uint)length, property.Name);
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(CopyBufferSize, Math.Max(1, property.Length)));
        try
        {
            using Stream value = property.OpenRead();
            int read;
            while ((read = value.Read(buffer)) > 0)
            {
                writer.WriteValueBytes(buffer.AsSpan(0, read));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        writer.WriteValueBytes(suffix);
    }

    private void WriteElements(MsgProperty property, ushort type, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> convert) =>
        writer.WriteMultiple(WithType(property, type), [.. property.Elements!.Select(element => convert(element.ReadAll()))], property.Name);

    private static ReadOnlyMemory<byte> ToUtf16(ReadOnlyMemory<byte> bytes, int codePage) =>
        WithNul(Encoding.Unicode.GetBytes(MessageCodePage.EncodingOf(codePage).GetString(bytes.Span)), characterSize: 2);

    private static ReadOnlyMemory<byte> WithNul(ReadOnlyMemory<byte> text, int characterSize)
    {
        if (text.Length >= characterSize && !text.Span[^characterSize..].ContainsAnyExcept((byte)0))
        {
            return text;
        }

        byte[] ended = new byte[text.Length + characterSize];
        text.CopyTo(ended);
        return ended;
    }
}
