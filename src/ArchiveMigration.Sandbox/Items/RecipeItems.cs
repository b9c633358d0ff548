using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Sandbox.Items;

/// <summary>A row of items that exist as recipes only, however many and large they are.</summary>
public sealed class RecipeItems : IItemSource
{
    private readonly Func<int, ItemRecipe> recipe;

    /// <param name="count">Number of items.</param>
    /// <param name="recipe">Gives the recipe of an item by its index, the same each time.</param>
    public RecipeItems(int count, Func<int, ItemRecipe> recipe)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentNullException.ThrowIfNull(recipe);
        Count = count;
        this.recipe = recipe;
    }

    public int Count { get; }

    public ItemFacts Describe(int index) => ItemFactory.Describe(recipe(index));

    public void Write(int index, Stream output) => ItemFactory.Write(recipe(index), output);
}
