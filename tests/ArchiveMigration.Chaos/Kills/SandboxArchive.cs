using System.Globalization;
using ArchiveMigration.Chaos.Audits;
using ArchiveMigration.Chaos.Simulation;
using ArchiveMigration.Sandbox.Items;
using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Chaos.Kills;

/// <summary>One user's archive in the sandbox's source tenant: how it is filled, and what its owner does to it meanwhile.</summary>
internal sealed class SandboxArchive(string user, SandboxMailbox mailbox, History history, Random dice, ItemKinds kinds)
{
    private static readonly string[] Names = ["Inbox", "Sent Items", "2019", "2020", "Posteingang", "受信トレイ", "Calendar", "Junk", "Offers and or Contracts"];

    private static readonly ItemShape[] Shapes =
    [
        ItemShape.Mail, ItemShape.Mail, ItemShape.Mail, ItemShape.MailWithAttachments, ItemShape.MailWithEmbedded, ItemShape.MeetingRequest, ItemShape.Appointment,
        ItemShape.RecurringAppointment, ItemShape.Contact, ItemShape.DistributionList, ItemShape.Task, ItemShape.Journal, ItemShape.StickyNote, ItemShape.Post, ItemShape.Unknown,
    ];

    private readonly List<SandboxFolder> folders = [];
    private readonly List<Placed> items = [];
    private readonly HashSet<string> families = new(StringComparer.Ordinal);
    private readonly HashSet<string> changedFamilies = new(StringComparer.Ordinal);
    private readonly HashSet<string> edited = new(StringComparer.Ordinal);
    private readonly HashSet<string> restless = new(StringComparer.Ordinal);
    private readonly ulong seed = (ulong)dice.NextInt64();
    private int numbers;

    /// <summary>Items that Exchange cannot read.</summary>
    public int CorruptCount => items.Count(item => item.Lineage.Excuse is not null);

    public void Fill(int count)
    {
        for (var left = dice.Next(2, 6); left > 0; left--)
        {
            AddFolder();
        }

        while (count-- > 0)
        {
            AddItem();
        }
    }

    /// <summary>The owner, or Exchange, changes something.</summary>
    public void Change()
    {
        switch (dice.Next(12))
        {
            case < 4:
                AddItem();
                break;
            case < 6:
                Edit();
                break;
            case < 8:
                Move();
                break;
            case < 10:
                Delete();
                break;
            case 10:
                AddFolder();
                break;
            default:
                Expand();
                break;
        }
    }

    /// <summary>Exchange cannot read an item any more.</summary>
    public void Corrupt()
    {
        if (Pick(items) is { } item)
        {
            item.Lineage.MayBeLost("corrupt from now on");
            Here(item.Folder).Items.MarkCorrupt(item.Serial);
        }
    }

    /// <summary>Exchange moves a folder to a further shard.</summary>
    public void Expand()
    {
        if (folders.Find(folder => folder.ExpandedTo is null && folder.Parent == mailbox.Root) is { } folder)
        {
            mailbox.Expand(folder, mailbox.AddAuxiliary(NewGuid()));
        }
    }

    private void AddFolder()
    {
        var parent = folders.Count > 0 && dice.Next(2) == 0 ? Pick(folders)! : mailbox.Root;
        var name = Pick(Names)!;

        // Below an expanded folder the tree is the shard's; a client makes no folders there from the main side.
        if (parent.ExpandedTo is null && parent.FindChild(name) is null)
        {
            folders.Add(parent.AddFolder(name));
        }
    }

    private void AddItem()
    {
        var recipe = ItemRecipe.For(seed, ++numbers, Pick(Shapes), 500 + (long)(40_000 * Math.Pow(dice.NextDouble(), 4)));
        if (dice.Next(400) == 0)
        {
            recipe = recipe with { Size = 5_000_000, Shape = ItemShape.MailWithAttachments };
        }

        var odd = dice.Next(8);
        if (odd < 2 && Pick(items) is { Recipe.HasNoSearchKey: false } like)
        {
            if (odd == 0 && kinds.HasFlag(ItemKinds.Copies) && MayCopy(like.Lineage))
            {
                families.Add(like.Lineage.Family);
                Add(Pick(folders)!, like.Recipe, like.Lineage.Family, "a copy");
                return;
            }

            if (odd == 1 && kinds.HasFlag(ItemKinds.Variants) && MayVary(like.Lineage))
            {
                families.Add(like.Lineage.Family);
                changedFamilies.Add(like.Lineage.Family);
                Add(Pick(folders)!, recipe with { SearchKeySeed = like.Recipe.SearchKeySeed }, like.Lineage.Family, "a changed copy");
                return;
            }
        }

        if (odd == 2 && kinds.HasFlag(ItemKinds.Keyless))
        {
            recipe = recipe with { HasNoSearchKey = true, Shape = ItemShape.Mail };
        }

        Add(Pick(folders)!, recipe, Name(recipe), recipe.HasNoSearchKey ? "an item without search key" : $"a {recipe.Shape}");
    }

    private void Add(SandboxFolder folder, ItemRecipe recipe, string family, string kind)
    {
        var row = new RecipeItems(1, _ => recipe);

        // Known to the audit before anybody can see it.
        var lineage = history.Add(user, folder.Path, family, HashOf(row), kind);
        items.Add(new Placed(folder, Here(folder).Items.Add(row), recipe, lineage));
    }

    private void Edit()
    {
        if (Pick(items) is { } item && MayEdit(item.Lineage))
        {
            // What an item without search key is recognised by stays as it is, and so does an item's class.
            var recipe = item.Recipe.HasNoSearchKey || item.Recipe.Shape == ItemShape.Unknown
                ? item.Recipe with { Size = item.Recipe.Size + dice.Next(100, 5_000) }
                : ItemRecipe.For(seed, ++numbers, item.Recipe.Shape, item.Recipe.Size) with { SearchKeySeed = item.Recipe.SearchKeySeed };
            var row = new RecipeItems(1, _ => recipe);
            restless.Add(item.Lineage.Family);
            edited.Add(item.Lineage.Family);
            item.Lineage.Edit(HashOf(row));
            Here(item.Folder).Items.Replace(item.Serial, row);
            item.Recipe = recipe;
        }
    }

    private bool MayCopy(Lineage lineage) => kinds.HasFlag(ItemKinds.Entangled) || !edited.Contains(lineage.Family);

    private bool MayVary(Lineage lineage) => kinds.HasFlag(ItemKinds.Entangled) || !restless.Contains(lineage.Family);

    private bool MayEdit(Lineage lineage) => kinds.HasFlag(ItemKinds.Entangled) || !families.Contains(lineage.Family);

    private bool MayTakeAway(Lineage lineage) => kinds.HasFlag(ItemKinds.Entangled) || !changedFamilies.Contains(lineage.Family);

    private void Move()
    {
        if (Pick(items) is { } item && MayTakeAway(item.Lineage) && Pick(folders) is { } folder && folder != item.Folder && item.Lineage.Excuse is null)
        {
            restless.Add(item.Lineage.Family);
            item.Lineage.MoveTo(folder.Path);
            Here(item.Folder).Items.Remove(item.Serial);
            item.Folder = folder;
            item.Serial = Here(folder).Items.Add(new RecipeItems(1, Constant(item.Recipe)));
        }
    }

    private void Delete()
    {
        if (Pick(items) is { } item && MayTakeAway(item.Lineage))
        {
            items.Remove(item);
            restless.Add(item.Lineage.Family);
            item.Lineage.Delete();
            Here(item.Folder).Items.Remove(item.Serial);
        }
    }

    private static Func<int, ItemRecipe> Constant(ItemRecipe recipe) => _ => recipe;

    private static SandboxFolder Here(SandboxFolder folder) => folder.ExpandedTo ?? folder;

    private static string HashOf(RecipeItems row)
    {
        var items = new FolderItems();
        return Convert.ToHexString(items.Find(items.Add(row))!.ComputeHash());
    }

    private static string Name(ItemRecipe recipe) => recipe.SearchKeySeed.ToString("x16", CultureInfo.InvariantCulture);

    private Guid NewGuid()
    {
        var bytes = new byte[16];
        dice.NextBytes(bytes);
        return new Guid(bytes);
    }

    private T? Pick<T>(IReadOnlyList<T> list) => list.Count == 0 ? default : list[dice.Next(list.Count)];

    /// <summary>An item and where it is now.</summary>
    private sealed class Placed(SandboxFolder folder, int serial, ItemRecipe recipe, Lineage lineage)
    {
        public SandboxFolder Folder { get; set; } = folder;

        public int Serial { get; set; } = serial;

        public ItemRecipe Recipe { get; set; } = recipe;

        public Lineage Lineage { get; } = lineage;
    }
}
