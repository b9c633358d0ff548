using System.Buffers.Binary;
using System.Text;

namespace ArchiveMigration.FastTransfer.Tests.Models;

/// <summary>
/// Serialises a model as the specification says, apart from the code under test: a list of atoms, which stay whole, and
/// of values, which records may cut anywhere.
/// </summary>
internal sealed class ModelAtoms
{
    private static readonly ushort[] VariableBaseTypes = [0x1E, 0x1F, 0x102, 0xFB, 0xD];

    private readonly List<(byte[] Bytes, bool MayBeCut)> atoms = [];

    private ModelAtoms()
    {
    }

    public static IReadOnlyList<(byte[] Bytes, bool MayBeCut)> Of(MessageModel item)
    {
        var serialised = new ModelAtoms();
        serialised.Message(item);
        return serialised.atoms;
    }

    /// <summary>The content in pieces that a record may end after: whole atoms, and values cut where <paramref name="choose"/> says.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Cut(MessageModel item, Func<int, int> choose)
    {
        var piece = new List<byte>();
        foreach (var (bytes, mayBeCut) in Of(item))
        {
            var cut = mayBeCut ? choose(bytes.Length + 1) : 0;
            piece.AddRange(bytes[..cut]);
            if (choose(4) == 0 && piece.Count > 0)
            {
                yield return piece.ToArray();
                piece.Clear();
            }

            piece.AddRange(bytes[cut..]);
        }

        if (piece.Count > 0)
        {
            yield return piece.ToArray();
        }
    }

    private void Message(MessageModel message)
    {
        Properties(message.Properties);
        if (message.DeletesRecipients)
        {
            UInt32(0x40160003);
            UInt32(0x0E12000D);
        }

        for (var i = 0; i < message.Recipients.Count; i++)
        {
            UInt32(0x40030003);
            UInt32(0x30000003);
            UInt32((uint)i);
            Properties(message.Recipients[i].Properties);
            UInt32(0x40040003);
        }

        if (message.DeletesAttachments)
        {
            UInt32(0x40160003);
            UInt32(0x0E13000D);
        }

        for (var i = 0; i < message.Attachments.Count; i++)
        {
            UInt32(0x40000003);
            UInt32(0x0E210003);
            UInt32((uint)i);
            Properties(message.Attachments[i].Properties);
            if (message.Attachments[i].EmbeddedMessage is { } embedded)
            {
                UInt32(0x40010003);
                Message(embedded);
                UInt32(0x40020003);
            }

            UInt32(0x400E0003);
        }
    }

    private void Properties(IReadOnlyList<PropertyModel> properties)
    {
        foreach (var property in properties)
        {
            byte[] name = property.Name is not { } named ? []
                : named.Name is { } text ? [.. named.Set.ToByteArray(), 1, .. Encoding.Unicode.GetBytes(text + '\0')]
                : [.. named.Set.ToByteArray(), 0, .. BitConverter.GetBytes(named.Lid)];
            atoms.Add(([.. BitConverter.GetBytes(property.Tag.Value), .. name], false));
            if (property.IsMultiple)
            {
                UInt32((uint)property.Values.Count);
            }

            var type = (ushort)(property.Tag.Type & (property.IsMultiple ? ~0x1000 : ~0));
            var isVariable = type >= 0x8000 || VariableBaseTypes.Contains(type);
            foreach (var value in property.Values)
            {
                if (isVariable)
                {
                    UInt32((uint)value.Length);
                }

                atoms.Add((value, isVariable));
            }
        }
    }

    private void UInt32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        atoms.Add((bytes, false));
    }
}
