using ArchiveMigration.Sandbox.Items;

namespace ArchiveMigration.Sandbox.Tests.Items;

public class ItemMixTests
{
    [Fact]
    public void A_mail_folder_holds_mostly_mail_of_many_sizes()
    {
        var recipes = Enumerable.Range(0, 5_000).Select(number => ItemMix.OfMailFolder(1, number)).ToList();
        var shares = recipes.CountBy(recipe => recipe.Shape).ToDictionary();

        Assert.InRange(shares[ItemShape.Mail], 3_200, 3_600);
        Assert.InRange(shares[ItemShape.MailWithAttachments], 850, 1_150);
        Assert.Equal(6, shares.Count);
        Assert.All(recipes, recipe => Assert.InRange(recipe.Size, 2_000, 3_000_000));
        Assert.InRange(recipes.Count(recipe => recipe.Size > 500_000), 50, 500);
        Assert.InRange(recipes.Select(recipe => recipe.Size).Distinct().Count(), 4_000, 5_000);
    }

    [Fact]
    public void A_row_of_recipes_makes_the_same_items_each_time()
    {
        var items = new RecipeItems(1_000_000, number => ItemMix.OfFolder(5, number, ItemShape.Contact));

        using var first = new MemoryStream();
        using var second = new MemoryStream();
        items.Write(999_999, first);
        items.Write(999_999, second);

        Assert.Equal(1_000_000, items.Count);
        Assert.Equal(first.ToArray(), second.ToArray());
        Assert.Equal("IPM.Contact", items.Describe(999_999).MessageClass);
        Assert.NotEqual(items.Describe(0).SearchKey!.Value.ToArray(), items.Describe(1).SearchKey!.Value.ToArray());
    }
}
