using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using ArchiveMigration.FastTransfer;

namespace ArchiveMigration.Engine.Proof.Content;

/// <summary>
/// Takes an item's bytes as they come, in any pieces, and makes its print. Values are hashed on their way and never held, so an attachment of 150 MB takes no more
/// memory than a subject. For one item after the other.
/// </summary>
internal sealed class ItemPrinter : IDisposable
{
    private const ushort Utf16 = 0x84B0;
    private const ushort Utf16Multiple = 0x94B0;

    private readonly FastTransferReader reader = new();
    private readonly IncrementalHash whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash value = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Stack<(int Object, bool IsRecipient)> outer = new();
    private List<string> objects = [string.Empty];
    private Dictionary<ItemPrint.PropertyPlace, UInt128> values = [];
    private ItemPrint.PropertyPlace? open;
    private (int Object, bool IsRecipient) current;
    private bool isReadable = true;

    /// <summary>Takes the next bytes.</summary>
    public void Push(ReadOnlySpan<byte> bytes)
    {
        whole.AppendData(bytes);
        if (!isReadable)
        {
            return;
        }

        try
        {
            Read(bytes);
        }
        catch (FastTransferFormatException)
        {
            isReadable = false;
        }
    }

    /// <summary>Makes the print, and is ready for another item.</summary>
    public ItemPrint Complete()
    {
        if (isReadable)
        {
            try
            {
                reader.Complete();
                EndProperty();
            }
            catch (FastTransferFormatException)
            {
                isReadable = false;
            }
        }

        var print = new ItemPrint(objects, values, isReadable, Finish(whole));
        Reset();
        return print;
    }

    /// <summary>Forgets an item that was begun.</summary>
    public void Reset()
    {
        _ = Finish(whole);
        _ = Finish(value);
        reader.Reset();
        outer.Clear();
        (objects, values, open, current, isReadable) = ([string.Empty], [], null, default, true);
    }

    public void Dispose()
    {
        whole.Dispose();
        value.Dispose();
    }

    private void Read(ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(uint)];
        while (true)
        {
            switch (reader.Read(ref bytes, out var part))
            {
                case FastTransferElement.None:
                    return;

                case FastTransferElement.Marker:
                    EndProperty();
                    Mark(reader.Marker);
                    break;

                case FastTransferElement.Property:
                    EndProperty();
                    if (!ExpectedDifferences.Contains(reader.Tag.Id, current.IsRecipient) || reader.Tag.IsNamed)
                    {
                        open = Place();
                        value.AppendData(part);
                    }

                    break;

                case FastTransferElement.Item when open is not null:
                    // So that two values are never taken for one.
                    BinaryPrimitives.WriteUInt32LittleEndian(length, reader.ValueLength);
                    value.AppendData(length);
                    value.AppendData(part);
                    break;

                case FastTransferElement.ValueBytes when open is not null:
                    value.AppendData(part);
                    break;
            }
        }
    }

    /// <summary>Exchange names UTF-16 text by its code page or by the Unicode type: both are the same text.</summary>
    private ItemPrint.PropertyPlace Place()
    {
        var type = reader.Tag.Type switch
        {
            Utf16 => (ushort)0x001F,
            Utf16Multiple => (ushort)0x101F,
            var other => other,
        };
        return new ItemPrint.PropertyPlace(current.Object, reader.Tag.IsNamed ? (ushort)0 : reader.Tag.Id, type, reader.GetName());
    }

    private void EndProperty()
    {
        if (open is { } place)
        {
            values[place] = Finish(value);
            open = null;
        }
    }

    private void Mark(Marker marker)
    {
        switch (marker)
        {
            case Marker.StartRecipient:
                Enter("recipient", isRecipient: true);
                break;
            case Marker.NewAttachment:
                Enter("attachment", isRecipient: false);
                break;
            case Marker.StartEmbeddedMessage:
                Enter("message", isRecipient: false);
                break;
            default:
                current = outer.Pop();
                break;
        }
    }

    private void Enter(string kind, bool isRecipient)
    {
        outer.Push(current);
        var inside = objects[current.Object];
        objects.Add(string.Create(CultureInfo.InvariantCulture, $"{inside}{(inside.Length == 0 ? string.Empty : "/")}{kind} {objects.Count}"));
        current = (objects.Count - 1, isRecipient);
    }

    private static UInt128 Finish(IncrementalHash hash)
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(bytes);
        return BinaryPrimitives.ReadUInt128LittleEndian(bytes);
    }
}
