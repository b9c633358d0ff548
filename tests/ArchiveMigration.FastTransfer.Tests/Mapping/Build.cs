using System.Text;

namespace ArchiveMigration.FastTransfer.Tests.Mapping;

/// <summary>Makes small items of properties, given as actions on the writer.</summary>
internal static class Build
{
    public static readonly Guid Address = new("00062004-0000-0000-C000-000000000046");
    public static readonly Guid Appointment = new("00062002-0000-0000-C000-000000000046");
    public static readonly Guid Meeting = new("6ED8DA90-450B-101B-98DA-00AA003F1305");
    public static readonly Guid Common = new("00062008-0000-0000-C000-000000000046");
    public static readonly Guid Tasks = new("00062003-0000-0000-C000-000000000046");
    public static readonly Guid Sharing = new("00062040-0000-0000-C000-000000000046");

    public static byte[] Item(params Action<FastTransferWriter>[] parts)
    {
        using var output = new MemoryStream();
        using var writer = new FastTransferWriter(output);
        writer.WriteInt32(new(0x00170003), 1);
        foreach (var part in parts)
        {
            part(writer);
        }

        writer.Complete();
        return output.ToArray();
    }

    public static Action<FastTransferWriter> Text(ushort id, string text) => writer => writer.WriteString(new(id, 0x84B0), text);

    public static Action<FastTransferWriter> Text(Guid set, uint lid, string text) =>
        writer => writer.WriteString(new(0x8123, 0x84B0), text, new PropertyName(set, lid));

    public static Action<FastTransferWriter> Texts(ushort id, params string[] texts) =>
        writer => writer.WriteMultiple(new(id, 0x94B0), [.. texts.Select(text => (ReadOnlyMemory<byte>)Encoding.Unicode.GetBytes(text + '\0'))]);

    public static Action<FastTransferWriter> Texts(Guid set, uint lid, params string[] texts) =>
        writer => writer.WriteMultiple(
            new(0x8124, 0x101F), [.. texts.Select(text => (ReadOnlyMemory<byte>)Encoding.Unicode.GetBytes(text + '\0'))], new PropertyName(set, lid));

    public static Action<FastTransferWriter> Bytes(ushort id, byte[] bytes) => writer => writer.WriteVariable(new(id, 0x0102), bytes);

    public static Action<FastTransferWriter> Bytes(Guid set, uint lid, byte[] bytes) =>
        writer => writer.WriteVariable(new(0x8125, 0x0102), bytes, new PropertyName(set, lid));

    public static Action<FastTransferWriter> Binaries(Guid set, uint lid, params byte[][] values) =>
        writer => writer.WriteMultiple(new(0x8126, 0x1102), [.. values.Select(value => (ReadOnlyMemory<byte>)value)], new PropertyName(set, lid));

    public static Action<FastTransferWriter> Number(Guid set, uint lid, uint value) =>
        writer => writer.WriteInt32(new(0x8127, 0x0003), (int)value, new PropertyName(set, lid));

    public static Action<FastTransferWriter> Raw(uint tag, byte[] bytes) => writer => writer.WriteVariable(new(tag), bytes);

    public static Action<FastTransferWriter> Recipient(params Action<FastTransferWriter>[] properties) => writer =>
    {
        writer.StartRecipient(0);
        foreach (var property in properties)
        {
            property(writer);
        }

        writer.EndRecipient();
    };

    public static Action<FastTransferWriter> Attached(params Action<FastTransferWriter>[] message) => writer =>
    {
        writer.StartAttachment(0);
        writer.StartEmbeddedMessage();
        foreach (var part in message)
        {
            part(writer);
        }

        writer.EndEmbeddedMessage();
        writer.EndAttachment();
    };
}
