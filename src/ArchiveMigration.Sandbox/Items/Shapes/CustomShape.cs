using ArchiveMigration.FastTransfer;

namespace ArchiveMigration.Sandbox.Items.Shapes;

/// <summary>An item of some program nobody knows any more: its own class, its own names, properties of every type.</summary>
internal static class CustomShape
{
    private static readonly Guid VendorSet = new("7d2a5b3e-91c4-4f0e-8a77-5b1f0c6e2d49");

    /// <summary>Types of fixed size, and their sizes; truth values and times are made elsewhere.</summary>
    private static readonly (ushort Type, int Size)[] FixedTypes =
        [(0x0002, 2), (0x0003, 4), (0x0004, 4), (0x0005, 8), (0x0006, 8), (0x0007, 8), (0x0014, 8), (0x0048, 16)];

    private static readonly (ushort Type, int Size)[] MultipleTypes =
        [(0x1002, 2), (0x1003, 4), (0x1004, 4), (0x1005, 8), (0x1006, 8), (0x1007, 8), (0x1014, 8), (0x1040, 8), (0x1048, 16), (0x1102, 24)];

    public static void Write(ItemScript script)
    {
        var (bag, draft) = (script.Bag, script.Draft);
        var recipients = MailShape.PickRecipients(script);
        MessageProperties.AddCommon(script);
        MessageProperties.AddDelivery(script, recipients);
        AddVendorProperties(script);
        MessageProperties.AddPlain(script, script.BodyFiller);
        bag.WriteTo(script.Writer);
        Recipient.WriteAll(script, recipients);
        FileAttachment.Begin(script);
        FileAttachment.WriteRest(script);
    }

    private static void AddVendorProperties(ItemScript script)
    {
        var (bag, random) = (script.Bag, script.Random);
        ushort id = 0x9001;
        bag.Add(new PropertyTag(id++, 0x84B0), random.Pick(script.Language.Sentences), new PropertyName(VendorSet, "TicketText"));
        bag.Add(new PropertyTag(id++, 0x84E4), [.. "open\0"u8], new PropertyName(VendorSet, "TicketState"));
        bag.Add(new PropertyTag(id++, 0x000B), true, new PropertyName(VendorSet, "IsBillable"));
        if (script.Draft.IsLean)
        {
            return;
        }

        // In Windows-1252, Shift-JIS and KOI8-R, whose number has the bit that elsewhere means "several values".
        bag.Add(new PropertyTag(id++, 0x84E4), [0x4D, 0xFC, 0x6C, 0x6C, 0x65, 0x72, 0], new PropertyName(VendorSet, "Customer (ANSI)"));
        bag.Add(new PropertyTag(id++, 0x83A4), [0x93, 0xFA, 0x96, 0x7B, 0], new PropertyName(VendorSet, "Customer (日本)"));
        bag.Add(new PropertyTag(id++, 0xD182), [0xD4, 0xC5, 0xCD, 0xC1, 0], new PropertyName(VendorSet, "Customer (KOI8)"));
        bag.Add(new PropertyTag(id++, 0x94E4), [new byte[] { 0x61, 0 }, new byte[] { 0xE4, 0 }], new PropertyName(VendorSet, "Tags (ANSI)"));
        bag.Add(new PropertyTag(id++, 0x101F), ["eins", "二"], new PropertyName(VendorSet, "Tags"));
        bag.Add(new PropertyTag(id++, 0x1003), new List<ReadOnlyMemory<byte>>(), new PropertyName(VendorSet, "NoNumbers"));
        bag.Add(new PropertyTag(id++, 0x0102), random.Bytes(random.Next(400)), new PropertyName(VendorSet, "Blob"));
        bag.Add(new PropertyTag(id++, 0x0040), script.Draft.Modified, new PropertyName(VendorSet, "Escalated"));
        foreach (var (type, size) in FixedTypes)
        {
            bag.AddFixed(new PropertyTag(id, type), random.Bytes(size), new PropertyName(VendorSet, id++));
        }

        foreach (var (type, size) in MultipleTypes)
        {
            bag.Add(
                new PropertyTag(id, type),
                [.. Enumerable.Range(0, random.Next(4)).Select(_ => (ReadOnlyMemory<byte>)random.Bytes(size))],
                new PropertyName(VendorSet, id++));
        }
    }
}
