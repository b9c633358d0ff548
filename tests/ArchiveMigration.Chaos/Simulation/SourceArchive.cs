using System.Globalization;
using System.Text;
using ArchiveMigration.Chaos.Audits;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Chaos.Simulation;

/// <summary>One user's archive at the source: how it is filled, and what its owner does to it meanwhile.</summary>
internal sealed class SourceArchive(World world, SimulatedUser user, ItemKinds kinds)
{
    private static readonly string[] Classes = ["IPM.Note", "IPM.Note", "IPM.Note", "IPM.Appointment", "IPM.Contact", "IPM.Task", "IPM.StickyNote"];
    private static readonly string[] Names = ["Inbox", "Sent Items", "2019", "2020", "Offers and/or Contracts", "Posteingang", "受信トレイ", "a\\b", "Calendar", "Junk"];

    private readonly HashSet<string> families = new(StringComparer.Ordinal);
    private readonly HashSet<string> changedFamilies = new(StringComparer.Ordinal);
    private readonly HashSet<string> edited = new(StringComparer.Ordinal);
    private readonly HashSet<string> restless = new(StringComparer.Ordinal);
    private int numbers;

    private Random Dice => world.Dice;

    private SimulatedMailbox Mailbox => user.Source;

    public void Fill(int items)
    {
        for (var folders = Dice.Next(1, 5); folders > 0; folders--)
        {
            AddFolder();
        }

        while (items-- > 0)
        {
            AddItem();
        }
    }

    /// <summary>The owner, or Exchange, changes something.</summary>
    public void Change()
    {
        switch (Dice.Next(20))
        {
            case < 6:
                AddItem();
                break;
            case < 9:
                Edit();
                break;
            case < 13:
                Move();
                break;
            case < 17:
                Delete();
                break;
            case 17:
                AddFolder();
                break;
            case 18:
                MoveToShard();
                break;
            default:
                Corrupt();
                break;
        }
    }

    private void AddFolder()
    {
        var parent = Mailbox.Folders.Count > 0 && Dice.Next(2) == 0 ? Pick(Mailbox.Folders) : null;
        var name = Pick(Names);
        if (Mailbox.FindChild(parent, name) is null)
        {
            var folder = Mailbox.AddFolder(parent, name, "IPF.Note");
            world.Note("folder", folder.Path);
        }
    }

    private void AddItem()
    {
        var odd = Dice.Next(8);
        var like = odd < 2 && Mailbox.Items.Count > 0 ? Pick(Mailbox.Items) : null;
        if (odd == 0 && kinds.HasFlag(ItemKinds.Copies) && like?.Lineage is { } original && MayCopy(original))
        {
            families.Add(original.Family);
            Add(Pick(Mailbox.Folders), original.Family, like.Content, like.Length, like.Facts, "a copy");
            return;
        }

        var content = NewContent();
        var length = Dice.Next(40) == 0 ? Dice.Next(50_000, 200_000) : Dice.Next(60, 1500);
        if (odd == 1 && kinds.HasFlag(ItemKinds.Variants) && like?.Lineage is { } relative && MayVary(relative))
        {
            // What is told of it tells it from its original: another subject, or at least another time of change.
            var changed = Dice.Next(2) == 0
                ? Facts(like.Facts.SearchKey, length)
                : like.Facts with { LastModifiedUtc = like.Facts.LastModifiedUtc!.Value.AddMinutes(1 + Dice.Next(10_000)), Size = length };
            families.Add(relative.Family);
            changedFamilies.Add(relative.Family);
            Add(Pick(Mailbox.Folders), relative.Family, content, length, changed, "a changed copy");
            return;
        }

        var key = (odd == 2 && kinds.HasFlag(ItemKinds.Keyless)) || (odd == 3 && kinds.HasFlag(ItemKinds.Nameless)) ? null : Encoding.UTF8.GetBytes($"key {content}");
        var facts = Facts(key, length);
        if (key is null && odd == 3)
        {
            facts = facts with { SecondKey = null };
        }

        Add(Pick(Mailbox.Folders), content, content, length, facts, key is not null ? "an item" : odd == 2 ? "an item without search key" : "an item without any key");
    }

    private void Add(MailboxFolder folder, string family, string content, int length, MailboxItem facts, string kind)
    {
        facts = facts with { Id = Mailbox.NewId("i"), ShardId = Mailbox.ShardOf(folder.Id), CreatedUtc = world.Clock.Now };
        world.Describe(content, facts);
        Mailbox.Add(new SimulatedItem
        {
            Facts = facts,
            FolderId = folder.Id,
            Content = content,
            Length = length,
            Lineage = world.History.Add(user.Name, folder.Path, family, content, kind),
        });
        world.Note("source item", $"{content} {facts.Id} in '{folder.Path}', {kind}");
    }

    private void Edit()
    {
        if (PickItem() is { IsCorrupt: false } item && MayEdit(item.Lineage!))
        {
            item.Content = NewContent();
            item.Length = Dice.Next(60, 1500);
            item.Facts = item.Facts with
            {
                // What an item without search key is recognised by stays as it is.
                SecondKey = item.Facts.SearchKey is null ? item.Facts.SecondKey : Dice.NextInt64(),
                ChangeKey = item.Content,
                LastModifiedUtc = world.Clock.Now,
                Size = item.Length,
            };
            restless.Add(item.Lineage!.Family);
            edited.Add(item.Lineage!.Family);
            item.Lineage!.Edit(item.Content);
            world.Describe(item.Content, item.Facts);
            world.Note("source edit", $"{item.Facts.Id} is {item.Content}");
        }
    }

    private bool MayCopy(Lineage lineage) => kinds.HasFlag(ItemKinds.Entangled) || !edited.Contains(lineage.Family);

    private bool MayVary(Lineage lineage) => kinds.HasFlag(ItemKinds.Entangled) || !restless.Contains(lineage.Family);

    private bool MayEdit(Lineage lineage) => kinds.HasFlag(ItemKinds.Entangled) || !families.Contains(lineage.Family);

    private static bool MayRenew(SimulatedItem item) => item.Facts.SearchKey is not null || item.Facts.SecondKey is not null;

    private bool MayTakeAway(Lineage lineage) => kinds.HasFlag(ItemKinds.Entangled) || !changedFamilies.Contains(lineage.Family);

    private void Move()
    {
        if (PickItem() is { } item && MayTakeAway(item.Lineage!) && MayRenew(item) && Pick(Mailbox.Folders) is { } folder && folder.Id != item.FolderId)
        {
            Mailbox.Renew(item, folder.Id, world.Clock.Now);
            restless.Add(item.Lineage!.Family);
            item.Lineage!.MoveTo(folder.Path);
            world.Note("source move", $"{item.Content} to '{folder.Path}' as {item.Facts.Id}");
        }
    }

    private void Delete()
    {
        if (PickItem() is { } item && MayTakeAway(item.Lineage!))
        {
            Mailbox.Remove(item);
            restless.Add(item.Lineage!.Family);
            item.Lineage!.Delete();
            world.Note("source delete", $"{item.Content} {item.Facts.Id}");
        }
    }

    private void Corrupt()
    {
        if (PickItem() is { } item)
        {
            item.IsCorrupt = true;
            item.Lineage!.MayBeLost("corrupt from now on");
            world.Note("source corrupt", $"{item.Content} {item.Facts.Id}");
        }
    }

    /// <summary>An auto-expanded archive outgrows its shard: a folder's items get new ids in another.</summary>
    private void MoveToShard()
    {
        var folder = Pick(Mailbox.Folders);
        if (Mailbox.Items.Exists(item => item.FolderId == folder.Id && !MayRenew(item)))
        {
            return;
        }

        Mailbox.ShardOfFolder[folder.Id] = Mailbox.NewId("shard");
        foreach (var item in Mailbox.Items.Where(item => item.FolderId == folder.Id).ToArray())
        {
            Mailbox.Renew(item, folder.Id, world.Clock.Now);
        }

        world.Note("source shard", folder.Path);
    }

    private MailboxItem Facts(byte[]? key, int length) => new()
    {
        Id = string.Empty,
        ShardId = string.Empty,
        ItemClass = Pick(Classes),
        Size = length,
        SearchKey = key,
        SecondKey = Dice.NextInt64(),
        LastModifiedUtc = new DateTimeOffset(2019, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(Dice.Next(2_000_000)),
        ChangeKey = "1",
    };

    private string NewContent() => string.Create(CultureInfo.InvariantCulture, $"{user.Name}-{++numbers}");

    private SimulatedItem? PickItem() => Mailbox.Items.Count == 0 ? null : Pick(Mailbox.Items);

    private T Pick<T>(IReadOnlyList<T> list) => list[Dice.Next(list.Count)];
}
