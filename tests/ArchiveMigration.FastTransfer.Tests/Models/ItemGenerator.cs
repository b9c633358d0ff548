using FsCheck;
using FsCheck.Fluent;

namespace ArchiveMigration.FastTransfer.Tests.Models;

/// <summary>Makes items of every construct the grammar has, mostly small, some with values of several records.</summary>
internal static class ItemGenerator
{
    private static readonly (ushort Type, int Size)[] FixedTypes =
        [(0x2, 2), (0x3, 4), (0x4, 4), (0x5, 8), (0x6, 8), (0x7, 8), (0xA, 4), (0x14, 8), (0x40, 8), (0x48, 16)];

    private static readonly ushort[] VariableTypes = [0x1E, 0x1F, 0x102, 0xFB, 0xD, 0x84B0, 0x84B1, 0x84E4, 0xD182];

    private static readonly ushort[] UnicodeTypes = [0x1F, 0x101F, 0x84B0, 0x84B1, 0x94B0, 0x94B1];

    private static readonly (ushort Type, int Size)[] MultipleTypes =
        [(0x1002, 2), (0x1003, 4), (0x1014, 8), (0x1048, 16), (0x101E, 0), (0x101F, 0), (0x1102, 0), (0x94B0, 0), (0x94E4, 0)];

    public static Arbitrary<MessageModel> Items => Message(2).Where(item => item.Properties.Count > 0).ToArbitrary();

    private static Gen<byte[]> Bytes(int size) => Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(size);

    private static Gen<byte[]> ValueOf(ushort type, int size) =>
        size > 0 ? Bytes(size)
        : from length in Gen.Frequency((40, Gen.Choose(0, 60)), (1, Gen.Choose(31_600, 64_000)))
          from seed in Gen.Choose(0, int.MaxValue)
          select Noise(UnicodeTypes.Contains(type) ? length & ~1 : length, seed);

    private static byte[] Noise(int length, int seed)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
        {
            bytes[i] = (byte)((i * 31) + seed + (i >> 8));
        }

        return bytes;
    }

    // Ids outside those that mean something to the grammar: the first of each object, MetaTagDnPrefix, markers.
    private static Gen<(ushort Id, PropertyName? Name)> Identity { get; } = Gen.OneOf(
        Gen.Choose(0x0001, 0x0DFF).Select(id => ((ushort)id, (PropertyName?)null)),
        Gen.Choose(0x4080, 0x7FFF).Select(id => ((ushort)id, (PropertyName?)null)),
        from id in Gen.Choose(0x8000, 0xFFFF)
        from set in Bytes(16)
        from lid in Gen.Choose(0, int.MaxValue)
        select ((ushort)id, (PropertyName?)new PropertyName(new Guid(set), (uint)lid)),
        from id in Gen.Choose(0x8000, 0xFFFF)
        from set in Bytes(16)
        from length in Gen.Choose(0, 40)
        from text in Gen.Choose(1, 0x2FF).Select(c => (char)c).ListOf(length)
        select ((ushort)id, (PropertyName?)new PropertyName(new Guid(set), new string([.. text]))));

    private static Gen<PropertyModel> Property { get; } =
        from identity in Identity
        from value in Gen.OneOf(
            from type in Gen.Elements(FixedTypes)
            from one in Bytes(type.Size)
            select (type.Type, false, (IReadOnlyList<byte[]>)[one]),
            from truth in Gen.Choose(0, 1)
            select ((ushort)0xB, false, (IReadOnlyList<byte[]>)[[(byte)truth, 0]]),
            from type in Gen.Elements(VariableTypes)
            from one in ValueOf(type, 0)
            select (type, false, (IReadOnlyList<byte[]>)[one]),
            from type in Gen.Elements(MultipleTypes)
            from count in Gen.Choose(0, 4)
            from many in ValueOf(type.Type, type.Size).ListOf(count)
            select (type.Type, true, (IReadOnlyList<byte[]>)[.. many]))
        select new PropertyModel(new PropertyTag(identity.Id, value.Item1), identity.Name, value.Item2, value.Item3);

    private static Gen<IReadOnlyList<PropertyModel>> Properties { get; } =
        from count in Gen.Choose(0, 8)
        from list in Property.ListOf(count)
        select (IReadOnlyList<PropertyModel>)[.. list];

    private static Gen<RecipientModel> Recipient { get; } = Properties.Select(properties => new RecipientModel(properties));

    private static Gen<AttachmentModel> Attachment(int depth) =>
        from properties in Properties
        from embeds in Gen.Choose(0, 2)
        from message in depth > 0 && embeds == 0 ? Message(depth - 1).Select(m => (MessageModel?)m) : Gen.Constant<MessageModel?>(null)
        select new AttachmentModel(properties, message);

    private static Gen<MessageModel> Message(int depth) =>
        from properties in Properties
        from recipientCount in Gen.Choose(0, 3)
        from recipients in Recipient.ListOf(recipientCount)
        from attachmentCount in Gen.Choose(0, 2)
        from attachments in Attachment(depth).ListOf(attachmentCount)
        from deletes in Gen.Choose(0, 3)
        select new MessageModel(properties, [.. recipients], [.. attachments], (deletes & 1) != 0, (deletes & 2) != 0);
}
