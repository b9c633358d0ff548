using ArchiveMigration.FastTransfer;
using ArchiveMigration.FastTransfer.Items;
using ArchiveMigration.Sandbox.Items;

namespace ArchiveMigration.Sandbox.Tests.Items;

/// <summary>Made items, whole and as trees.</summary>
internal static class MadeItem
{
    public static readonly Guid Appointment = new("00062002-0000-0000-c000-000000000046");
    public static readonly Guid Address = new("00062004-0000-0000-c000-000000000046");

    public static byte[] Write(ItemRecipe recipe)
    {
        using var output = new MemoryStream();
        ItemFactory.Write(recipe, output);
        return output.ToArray();
    }

    /// <summary>Many items of a shape, small and large.</summary>
    public static IEnumerable<ItemMessage> Of(ItemShape shape, long size = 20_000) =>
        Enumerable.Range(0, 60).Select(number => FastTransferItem.Read(Write(ItemRecipe.For(42, number, shape, size))).Message);

    /// <summary>The message, its recipients and attachments, and those of the messages in it.</summary>
    public static IEnumerable<ItemPart> Parts(ItemMessage message) =>
    [
        message,
        .. message.Recipients,
        .. message.Attachments,
        .. message.Attachments.SelectMany(attachment => attachment.EmbeddedMessage is { } embedded ? Parts(embedded) : []),
    ];

    public static ItemProperty Lid(this ItemPart part, Guid set, uint lid) =>
        part.Find(new PropertyName(set, lid)) ?? throw new Xunit.Sdk.XunitException($"There is no {set}/0x{lid:X4}.");

    public static string Text(this ItemPart part, ushort id) =>
        part.Find(id)?.Text ?? throw new Xunit.Sdk.XunitException($"There is no 0x{id:X4}.");
}
