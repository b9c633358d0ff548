using System.Text;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Tests.Mailboxes;

namespace ArchiveMigration.Engine.Tests.Passes;

public sealed class SubjectPrivacyTests
{
    private const string Secret = "Salary of the managing director";

    [Fact]
    public async Task By_default_no_subject_is_asked_for()
    {
        await using var rig = new Rig();
        var source = AddUser(rig);
        var asked = 0;
        source.OnSubject = (_, _) => $"{++asked}";

        await rig.RunAsync();

        Assert.Equal(0, asked);
        Assert.All(await FailedAsync(rig), item => Assert.Null(item.Subject));
    }

    [Fact]
    public async Task In_full_the_subject_of_a_failed_item_is_kept_with_what_to_do()
    {
        await using var rig = new Rig(new ProjectOptions { SubjectPrivacy = SubjectPrivacy.Full });
        AddUser(rig);

        await rig.RunAsync();

        var failed = await FailedAsync(rig);
        Assert.Equal([$"{Secret} in Inbox", $"{Secret} in Inbox"], failed.Select(item => item.Subject));
        Assert.Contains("-RetryErrors", failed[0].Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hashed_equal_subjects_are_equal_and_in_the_store_nobody_finds_or_guesses_them()
    {
        await using var rig = new Rig(new ProjectOptions { SubjectPrivacy = SubjectPrivacy.Hash });
        AddUser(rig);
        await rig.RunAsync();
        var failed = await FailedAsync(rig);

        Assert.Equal(failed[0].Subject, failed[1].Subject);
        Assert.Matches("^#[0-9A-F]{32}$", failed[0].Subject!);
        await rig.ReopenAsync();
        Assert.Equal(failed[0].Subject, (await FailedAsync(rig))[0].Subject);
        Assert.DoesNotContain(Secret, await ReadAsync(rig.StorePath) + await ReadAsync(rig.StorePath + "-wal"), StringComparison.Ordinal);

        // Another store has another key: a table of hashes made there is of no use here.
        await using var other = new Rig(new ProjectOptions { SubjectPrivacy = SubjectPrivacy.Hash });
        AddUser(other);
        await other.RunAsync();
        Assert.NotEqual(failed[0].Subject, (await FailedAsync(other))[0].Subject);
    }

    [Fact]
    public async Task Another_choice_forgets_what_was_kept_and_counts_from_the_next_failure_on()
    {
        await using var rig = new Rig(new ProjectOptions { SubjectPrivacy = SubjectPrivacy.Full });
        AddUser(rig);
        await rig.RunAsync();
        var project = rig.Engine.Catalog.GetProject("Merger");

        rig.Engine.Catalog.UpdateProject(project with { Customer = "Contoso GmbH" });
        Assert.All(await FailedAsync(rig), item => Assert.NotNull(item.Subject));
        rig.Engine.Catalog.UpdateProject(project with { Options = project.Options with { SubjectPrivacy = SubjectPrivacy.Hash } });
        Assert.All(await FailedAsync(rig), item => Assert.Null(item.Subject));

        await rig.RunAsync(ArchiveMigration.Engine.Passes.PassKind.RetryErrors);
        Assert.All(await FailedAsync(rig), item => Assert.StartsWith("#", item.Subject, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_subject_that_cannot_be_read_costs_nothing_but_itself()
    {
        await using var rig = new Rig(new ProjectOptions { SubjectPrivacy = SubjectPrivacy.Full });
        AddUser(rig).OnSubject = (_, _) => throw new MigrationException(ErrorIds.ItemNotFound, MigrationErrorKind.NotFound, "gone");

        var result = await rig.RunAsync();

        Assert.Equal(MigrationStatus.CompletedWithErrors, result.Status);
        Assert.All(await FailedAsync(rig), item => Assert.Equal((null, ErrorIds.ItemCorrupt), (item.Subject, item.ErrorId)));
    }

    private static InMemoryMailbox AddUser(Rig rig)
    {
        var (source, _) = rig.AddUser("dora");
        var inbox = source.AddFolder("Inbox");
        source.AddItem(inbox, "one");
        source.AddItem(inbox, "two");
        source.OnExport = _ => new MigrationException(ErrorIds.ItemCorrupt, MigrationErrorKind.InvalidData, "The item is corrupt.");
        source.OnSubject = (folder, _) => $"{Secret} in {(folder.Id == inbox.Id ? "Inbox" : folder.Id)}";
        return source;
    }

    private static async Task<List<LedgerItem>> FailedAsync(Rig rig)
    {
        List<LedgerItem> failed = [];
        await foreach (var item in rig.Engine.GetItemsAsync(rig.Engine.Catalog.GetUsers("Merger").Single(), Disposition.Failed, default))
        {
            failed.Add(item);
        }

        Assert.Equal(2, failed.Count);
        return failed;
    }

    private static async Task<string> ReadAsync(string path)
    {
        if (!File.Exists(path))
        {
            return string.Empty;
        }

        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file, Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }
}
