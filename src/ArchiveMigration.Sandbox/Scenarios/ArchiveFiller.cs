using ArchiveMigration.Sandbox.Items;
using ArchiveMigration.Sandbox.Mailboxes;
using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Sandbox.Scenarios;

/// <summary>Fills one user's archive with folders of seeded items.</summary>
/// <param name="user">Whose archive.</param>
/// <param name="culture">The language of the items.</param>
/// <param name="seed">Gives the seed of a folder from its path.</param>
internal sealed class ArchiveFiller(SandboxUser user, ItemCulture culture, Func<string, ulong> seed)
{
    /// <summary>Keeps a rehearsal short: few items of a real mailbox are larger.</summary>
    private const long LargestOrdinary = 350_000;

    private readonly string domain = user.UserPrincipalName.Split('@')[1];
    private readonly Person owner = new(user.DisplayName, user.UserPrincipalName.Split('@')[0], user.UserPrincipalName.Split('@')[1], isColleague: true);

    /// <summary>Adds a folder of mail as it is in a mailbox used for years.</summary>
    public SandboxFolder Mail(string path, int count) => Mail(user.Archive!.AddPath(path), count);

    /// <summary>Adds mail to a folder, whose name may hold what paths cannot.</summary>
    public SandboxFolder Mail(SandboxFolder folder, int count)
    {
        var folderSeed = seed(folder.Path);
        return Add(folder, count, number => ItemMix.OfMailFolder(folderSeed, number));
    }

    /// <summary>Adds a folder of items of one kind.</summary>
    public SandboxFolder Of(string path, string type, ItemShape shape, int count)
    {
        var folderSeed = seed($"{path}/{shape}");
        return Add(user.Archive!.AddPath(path, type), count, number => ItemMix.OfFolder(folderSeed, number, shape));
    }

    /// <summary>Adds mails of one size with files attached, which listings may report smaller by a factor.</summary>
    public void Large(string path, int count, long size, int understated = 1)
    {
        var folderSeed = seed($"{path}/{size}");
        var items = Items(count, number => ItemRecipe.For(folderSeed, number, ItemShape.MailWithAttachments, size), size);
        user.Archive!.AddPath(path).Items.Add(new UnderstatedItems(items, understated));
    }

    /// <summary>Adds mails that share the search keys of others in the folder, as copies made in Outlook do, and mails that have none.</summary>
    public void Oddities(string path, int copies, int keyless)
    {
        var folder = user.Archive!.AddPath(path);
        var folderSeed = seed(path);
        Add(folder, copies, number => ItemMix.OfMailFolder(folderSeed, number));
        var oddSeed = seed($"{path}/odd");
        Add(folder, copies, number => ItemRecipe.For(oddSeed, number, ItemShape.Mail, 4000) with
        {
            SearchKeySeed = ItemMix.OfMailFolder(folderSeed, number).SearchKeySeed,
        });
        Add(folder, keyless, number => ItemRecipe.For(oddSeed, copies + number, ItemShape.Mail, 4000) with { HasNoSearchKey = true });
    }

    private SandboxFolder Add(SandboxFolder folder, int count, Func<int, ItemRecipe> recipe)
    {
        folder.Items.Add(Items(count, recipe, LargestOrdinary));
        return folder;
    }

    private RecipeItems Items(int count, Func<int, ItemRecipe> recipe, long largest) => new(count, number =>
    {
        var made = recipe(number);
        return made with { Size = Math.Min(made.Size, largest), Culture = culture, Domain = domain, Owner = owner, IsUnderRetention = true };
    });
}
