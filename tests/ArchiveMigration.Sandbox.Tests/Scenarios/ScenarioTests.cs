using ArchiveMigration.FastTransfer.Items;
using ArchiveMigration.Sandbox.Mailboxes;
using ArchiveMigration.Sandbox.Scenarios;
using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Sandbox.Tests.Scenarios;

public sealed class ScenarioTests
{
    [Fact]
    public void Two_tenants_have_the_users_a_rehearsal_tells_about()
    {
        var users = SandboxScenario.TwoTenants().Users;
        Assert.Equal(
            ["anna", "bjoern", "chiyo", "dora", "erik", "fatima", "gustav"],
            users.Select(pair => pair.Source.UserPrincipalName.Split('@')[0]));
        Assert.All(users, pair => Assert.Equal(pair.Source.UserPrincipalName.Split('@')[0] != "erik", pair.Destination.Archive is not null));
        Assert.Empty(Items(users[5].Source));
        Assert.Equal(2, users[6].Source.Archive!.Auxiliaries.Count);
        Assert.Single(Items(users[3].Source), item => item.IsCorrupt);
        Assert.Contains(users[0].Source.Archive!.AllFolders(), folder => folder.Path.Split('/').Length == 5);
        Assert.InRange(users.Sum(pair => Items(pair.Source).Count()), 2200, 2600);
    }

    [Fact]
    public void The_same_seed_makes_the_same_tenants_and_another_seed_others()
    {
        var first = SandboxScenario.TwoTenants(5);
        var same = SandboxScenario.TwoTenants(5);
        var other = SandboxScenario.TwoTenants(6);

        Assert.Equal(first.Source.Id, same.Source.Id);
        Assert.NotEqual(first.Source.Id, other.Source.Id);
        Assert.Equal(Sample(first), Sample(same));
        Assert.NotEqual(Sample(first), Sample(other));

        static byte[] Sample(SandboxScenario scenario) => scenario.Users[0].Source.Archive!.FindPath("Inbox")!.Items.Find(7)!.ComputeHash();
    }

    [Fact]
    public void Each_item_is_what_its_listing_tells()
    {
        foreach (var item in SandboxScenario.TwoTenants().Users.SelectMany(pair => Items(pair.Source)))
        {
            using var stream = new MemoryStream();
            item.Write(stream);
            var summary = ItemSummary.Read(stream.ToArray());
            Assert.Equal(item.Facts.MessageClass, summary.MessageClass);
            Assert.Equal(item.Facts.Subject, summary.Subject);
            Assert.Equal(item.Facts.LastModified, summary.LastModified);
            Assert.Equal((item.Facts.SearchKey ?? default).ToArray(), summary.SearchKey.ToArray());
        }
    }

    [Fact]
    public void Some_items_share_a_search_key_some_have_none_and_some_are_larger_than_listed()
    {
        var items = Items(SandboxScenario.TwoTenants().Users[0].Source).ToList();
        var keys = items.Where(item => item.Facts.SearchKey is not null).GroupBy(item => Convert.ToHexString(item.Facts.SearchKey!.Value.Span)).ToList();

        Assert.Equal(10, keys.Count(group => group.Count() == 2));
        Assert.Equal(6, items.Count(item => item.Facts.SearchKey is null));
        Assert.Equal(2, items.Count(item => Length(item) > 20 * item.Facts.Size));
    }

    [Fact]
    public void A_directory_of_mail_becomes_folders_of_the_first_users_archive()
    {
        var scenario = SandboxScenario.Empty();
        var (user, _) = scenario.AddUser("anna", "Anna Berg");
        var directory = Directory.CreateTempSubdirectory("mail");
        try
        {
            directory.CreateSubdirectory("Inbox").CreateSubdirectory("Old");
            File.WriteAllText(Path.Combine(directory.FullName, "Inbox", "damaged.msg"), "no mail");
            var tree = scenario.AddMail(directory.FullName);

            Assert.Single(tree.Skipped);
            Assert.NotNull(user.Archive!.FindPath($"{directory.Name}/Inbox/Old"));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static long Length(FolderItem item)
    {
        using var stream = new MemoryStream();
        item.Write(stream);
        return stream.Length;
    }

    private static IEnumerable<FolderItem> Items(SandboxUser user) =>
        user.Archive!.AllFolders().SelectMany(folder => folder.Items.Serials().Select(folder.Items.Find)).OfType<FolderItem>();
}
