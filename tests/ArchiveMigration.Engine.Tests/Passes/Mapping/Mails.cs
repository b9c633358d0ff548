using ArchiveMigration.FastTransfer.Mapping;
using ArchiveMigration.Sandbox.Items;

namespace ArchiveMigration.Engine.Tests.Passes.Mapping;

/// <summary>Items of contoso.example as Exchange exports them, and what mapping makes of them.</summary>
internal static class Mails
{
    public const string Rule = "@contoso.example->@fabrikam.example";

    /// <summary>An item with people of contoso.example in it, of a mailbox under retention policies.</summary>
    public static byte[] Make(int number, ItemShape shape = ItemShape.Mail, long size = 12_000)
    {
        using var item = new MemoryStream();
        ItemFactory.Write(ItemRecipe.For(7, number, shape, size) with { IsUnderRetention = true }, item);
        return item.ToArray();
    }

    /// <summary>What the library makes of it alone.</summary>
    public static byte[] Mapped(byte[] item, string rule = Rule)
    {
        using var mapper = new AddressMapper(AddressMap.Parse(rule));
        Assert.Equal(MappingOutcome.Mapped, mapper.Map(item, out var mapped).Outcome);
        return mapped.ToArray();
    }

    /// <summary>The records' contents in one row: mapping may cut records elsewhere when it rewrites an item as it goes by.</summary>
    public static byte[] Content(byte[] item)
    {
        using var content = new MemoryStream();
        for (var at = 62; at < item.Length;)
        {
            var length = BitConverter.ToInt32(item, at + 4);
            content.Write(item, at + 8, length);
            at += 8 + length;
        }

        return content.ToArray();
    }
}
