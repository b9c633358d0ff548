using System.Security.Cryptography;
using ArchiveMigration.Sandbox.Items;
using ArchiveMigration.Sandbox.Mailboxes;
using ArchiveMigration.Sandbox.Scenarios;

namespace ArchiveMigration.Benchmarks;

/// <summary>Makes the two pretend tenants of a load.</summary>
internal static class LoadedScenario
{
    private const ulong Seed = 1;

    /// <param name="load">What the source holds.</param>
    /// <param name="spool">Where content is kept that is made beforehand.</param>
    public static SandboxScenario Make(Load load, SpoolFile spool)
    {
        if (load.Kind == LoadKind.Plain)
        {
            return SandboxScenario.ManyMailboxes((int)Seed, load.Mailboxes, load.Items, load.Size);
        }

        var scenario = SandboxScenario.Empty((int)Seed);
        for (var mailbox = 1; mailbox <= load.Mailboxes; mailbox++)
        {
            var seed = Seed + (ulong)mailbox;
            var (source, destination) = scenario.AddUser($"user{mailbox}", $"User {mailbox}");
            var items = source.Archive!.Root.AddFolder("Bulk").Items;
            if (load.Kind == LoadKind.Arrived)
            {
                var mails = new UniformItems((int)seed, load.Items, load.Size);
                items.Add(mails);
                destination.Archive!.Root.AddFolder("Bulk").Items.Add(mails);
                continue;
            }

            if (load.Kind == LoadKind.WithPeople)
            {
                items.Add(new RecipeItems(load.Items, number => ItemRecipe.For(seed, number, ItemShape.MailWithAttachments, load.Size)));
                continue;
            }

            for (var number = 0; number < load.Items; number++)
            {
                items.Add(Write(ItemMix.OfMailFolder(seed, number), spool));
            }
        }

        return scenario;
    }

    private static StoredItem Write(ItemRecipe recipe, SpoolFile spool)
    {
        using var item = new MemoryStream();
        ItemFactory.Write(recipe, item);
        var bytes = item.GetBuffer().AsSpan(0, (int)item.Length);
        var content = new SpooledContent(spool);
        content.Append(bytes);
        content.Complete();
        return new StoredItem(ItemFactory.Describe(recipe), bytes.Length, SHA256.HashData(bytes), content);
    }
}
