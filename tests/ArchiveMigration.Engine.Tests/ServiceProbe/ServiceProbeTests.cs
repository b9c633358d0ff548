using System.Text.Json;
using ArchiveMigration.Engine.ServiceProbe;
using ArchiveMigration.Engine.Tests.Exchange;
using ArchiveMigration.Sandbox.Exchange;
using ArchiveMigration.Sandbox.Faults;
using ArchiveMigration.Sandbox.Hosting;
using ArchiveMigration.Sandbox.Mailboxes;
using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Engine.Tests.ServiceProbe;

public sealed class ServiceProbeTests
{
    /// <summary>Each question, the pretend service turned to one answer and to the other, and what must come out.</summary>
    public static TheoryData<string, string, object, string, object, string> Contested => new()
    {
        { "ArchiveInVersion1", nameof(ExchangeBehaviour.Version1ServesArchives), true, "Yes", false, "No" },
        { "ArchiveIdInVersion1", nameof(ExchangeBehaviour.Version1TellsArchive), true, "Yes", false, "No" },
        { "ArchiveImport", nameof(ExchangeBehaviour.ArchivesTakeImports), true, "Yes, into the archive", false, "No: opening a session was refused for archives" },
        { "ArchiveImport", nameof(ExchangeBehaviour.ArchivesTakeItems), true, "Yes, into the archive", false, "No: the import itself was refused for archives" },
        { "SearchKeyKept", nameof(ExchangeBehaviour.ImportKeepsSearchKey), true, "Yes", false, "No: the copy has another" },
        { "LastModifiedKept", nameof(ExchangeBehaviour.ImportKeepsLastModified), true, "Yes", false, "No" },
        { "ItemDelta", nameof(ExchangeBehaviour.ItemDeltaBrokenOnArchives), false, "Yes", true, "No: HTTP 200, and the JSON breaks off" },
        { "FolderSizes", nameof(ExchangeBehaviour.FoldersTellSize), true, "Yes", false, "No: it is refused (HTTP 400" },
        { "SizeFilter", nameof(ExchangeBehaviour.FiltersBySize), true, "Yes", false, "No: it is refused (HTTP 400" },
        { "ChunkedUpload", nameof(ExchangeBehaviour.TakesChunkedImports), true, "Yes", false, "No: it is refused (HTTP 411" },
        { "LargeItem", nameof(ExchangeBehaviour.MaximumItemBytes), 100_000L, "Yes", 10_000L, "No: 49 KB, 65 KB of base64 is refused (HTTP 413 ErrorMessageSizeExceeded" },
        { "FolderNameWithSlash", nameof(ExchangeBehaviour.FolderNamesTakeSlash), true, "Yes", false, "No: it is refused (HTTP 400" },
        { "LongFolderName", nameof(ExchangeBehaviour.LongestFolderName), 300, "Yes", 255, "No: it is refused (HTTP 400" },
        { "FolderUnderDeletedItems", nameof(ExchangeBehaviour.FoldersUnderDeletedItems), true, "Yes", false, "No: it is refused (HTTP 403" },
        { "FolderClasses", nameof(ExchangeBehaviour.RefusedFolderClass), "IPF.None", "Yes", "IPF.Task", "Not all: IPF.Task is refused (HTTP 400" },
        { "SessionLifetime", nameof(ExchangeBehaviour.SessionLifetime), TimeSpan.FromHours(1), "60 minutes", TimeSpan.FromSeconds(95), "9" },
        { "ShardRedirect", nameof(ExchangeBehaviour.RedirectsNameFolderOnly), true, "HTTP 308 with the folder alone in its Location; the same twice", false, "HTTP 308 with the whole request in its Location; the same twice" },
    };

    [Theory]
    [MemberData(nameof(Contested))]
    public async Task A_question_tells_both_answers_apart(string probe, string behaviour, object one, string oneAnswer, object other, string otherAnswer)
    {
        await using var run = await StartAsync();

        foreach (var (value, expected) in new[] { (one, oneAnswer), (other, otherAnswer) })
        {
            typeof(ExchangeBehaviour).GetProperty(behaviour)!.SetValue(run.Tenants.Exchange, value);

            var answer = (await AskAsync(run, probe)).Answers[0];

            Assert.True(answer.Status == ServiceAnswerStatus.Answered, answer.Meaning);
            Assert.StartsWith(expected, answer.Answer, StringComparison.Ordinal);
            Assert.NotEmpty(answer.Meaning);
            Assert.All(answer.Evidence, heard => Assert.NotNull(heard.RequestId));
            Assert.NotEmpty(answer.Evidence);
        }
    }

    [Fact]
    public async Task Evidence_says_what_was_asked_without_ids()
    {
        await using var run = await StartAsync();

        var evidence = (await AskAsync(run, "SearchKeyKept")).Answers[0].Evidence;

        Assert.StartsWith("GET beta/mailbox/folders/<id>/items/<id>?$select=id&$expand=", evidence[^1].Request, StringComparison.Ordinal);
        Assert.StartsWith("POST importUrl (", evidence[^2].Request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entries_that_an_export_leaves_out_are_seen()
    {
        await using var run = await StartAsync();
        Assert.Equal("Yes: 20 asked, 20 answered", (await AskAsync(run, "BatchExport")).Answers[0].Answer);

        run.Tenants.Host.Faults.Add(FaultKind.MissingItems, SandboxOperation.ExportItems);
        Assert.Equal("No: 20 asked, 19 answered", (await AskAsync(run, "BatchExport")).Answers[0].Answer);
    }

    [Fact]
    public async Task A_full_mailbox_is_told_by_the_answer_it_gives()
    {
        await using var run = await StartAsync();
        Assert.Equal(ServiceAnswerStatus.NotRun, (await AskAsync(run, "QuotaAnswer")).Answers[0].Status);

        run.Tenants.Destination.Archive!.QuotaBytes = 1;
        run.Tenants.Exchange.QuotaStatus = 413;
        Assert.Equal("HTTP 413 ErrorQuotaExceeded", (await AskAsync(run, "QuotaAnswer")).Answers[0].Answer);
        Assert.Equal("Yes, but the archive is full", (await AskAsync(run, "ArchiveImport")).Answers[0].Answer);
    }

    [Fact]
    public async Task An_ended_session_is_told_from_one_that_still_takes_items()
    {
        await using var run = await StartAsync();
        var wait = new ServiceTestRequest { Probes = ["SessionExpiry"], MaximumWait = TimeSpan.FromHours(2) };
        Assert.Contains("60 minutes", (await AskAsync(run, "SessionExpiry")).Answers[0].Meaning, StringComparison.Ordinal);

        // Our clock skips the hour, the service's does not.
        Assert.Equal("It still takes items", (await AskAsync(run, wait)).Answers[0].Answer);
        run.Tenants.Host.Faults.Add(FaultKind.ExpiredSession, SandboxOperation.ImportItem);
        Assert.Equal("HTTP 401 InvalidAuthenticationToken", (await AskAsync(run, wait)).Answers[0].Answer);
    }

    [Fact]
    public async Task An_application_with_nothing_but_Exchange_roles_is_told_from_one_without()
    {
        await using var run = await StartAsync();
        Assert.Contains("in Entra, which holds for every mailbox", (await AskAsync(run, "RbacOnly")).Answers[0].Meaning, StringComparison.Ordinal);

        var application = run.Tenants.Scenario.DestinationApplication;
        application.GrantedRoles.Clear();
        application.GrantedRoles.Add("User.Read.All");
        run.Tenants.Host.RevokeTokens();
        Assert.StartsWith("No: listing folders is refused (HTTP 403", (await AskAsync(run, "RbacOnly")).Answers[0].Answer, StringComparison.Ordinal);

        foreach (var role in (string[])["MailboxFolder.ReadWrite", "MailboxItem.Read", "MailboxItem.ImportExport"])
        {
            application.MailboxGrants.Add(new MailboxGrant(role, [run.Tenants.Destination]));
        }

        Assert.Equal("Yes: folders and import", (await AskAsync(run, "RbacOnly")).Answers[0].Answer);
    }

    [Fact]
    public async Task A_question_that_cannot_be_asked_says_why()
    {
        await using var run = await PretendRun.StartAsync();

        var report = await AskAsync(run, new ServiceTestRequest());

        var why = report.Answers.Where(answer => answer.Status == ServiceAnswerStatus.NotRun).ToDictionary(answer => answer.Id, answer => answer.Meaning);
        Assert.Contains("has no items", why["ArchiveImport"], StringComparison.Ordinal);
        Assert.Contains("not auto-expanded", why["ShardRedirect"], StringComparison.Ordinal);
        Assert.All(why.Values, Assert.NotEmpty);
    }

    [Fact]
    public async Task Everything_that_was_written_is_gone_afterwards()
    {
        await using var run = await StartAsync();
        var before = run.Tenants.Destination.Archive!.AllFolders().Select(folder => folder.Path).ToList();

        var report = await AskAsync(run, new ServiceTestRequest());

        Assert.Equal(("CleanUp", "Yes"), (report.Answers[^1].Id, report.Answers[^1].Answer));
        Assert.Equal(before, run.Tenants.Destination.Archive.AllFolders().Select(folder => folder.Path));
    }

    [Fact]
    public async Task What_cannot_be_deleted_is_told()
    {
        await using var run = await StartAsync();
        run.Tenants.Destination.Archive!.AddAuxiliary(Guid.NewGuid());

        var cleanUp = (await AskAsync(run, "SearchKeyKept")).Answers[^1];

        Assert.Equal(("CleanUp", "No"), (cleanUp.Id, cleanUp.Answer));
        Assert.Contains("'ArchiveMigration service test 20", cleanUp.Meaning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_cleans_up_when_it_is_stopped()
    {
        await using var run = await StartAsync();
        using var stop = new CancellationTokenSource();
        var folders = run.Tenants.Destination.Archive!.AllFolders().Count;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.Engine.TestServiceAsync(
            "Merger", run.Tenants.Source.UserPrincipalName, new ServiceTestRequest { Probes = ["ArchiveImport", "ChunkedUpload"] }, _ => stop.Cancel(), null, stop.Token));

        Assert.Equal(folders, run.Tenants.Destination.Archive.AllFolders().Count);
    }

    [Fact]
    public async Task The_file_names_no_tenant_mailbox_person_subject_or_credential()
    {
        await using var run = await StartAsync();
        var source = run.Tenants.Source;

        var json = (await AskAsync(run, new ServiceTestRequest { LargeItemSize = 10_000, MaximumWait = TimeSpan.FromHours(2) })).ToJson();

        Assert.True(JsonDocument.Parse(json).RootElement.GetProperty("answers").GetArrayLength() > 20);
        string[] secrets =
        [
            source.UserPrincipalName, run.Tenants.Destination.UserPrincipalName, "contoso", "fabrikam", "MBX:", "authtoken", "localhost", run.Tenants.Scenario.ClientSecret,
            source.Archive!.Id.ToString(), run.Tenants.Scenario.Source.Id.ToString(), run.Tenants.Scenario.Destination.Id.ToString(),
        ];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, json, StringComparison.OrdinalIgnoreCase));
        Assert.All(source.Archive.AllFolders().SelectMany(folder => folder.Items.Serials().Select(serial => folder.Items.Find(serial)!.Facts.Subject)).OfType<string>().Distinct(), subject =>
            Assert.DoesNotContain(subject, json, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("The session is expected in mailbox MBX:f10964a6-4fd0-4f74-8@4d2e-9e48.", "The session is expected in mailbox <mailbox>.")]
    [InlineData("see https://outlook.office365.com/api?authtoken=eyJ for anna@contoso.com, please", "see <url> for <address>, please")]
    [InlineData("item AAMkAGI2TGUAAAAAAEMAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= in 8a5e0c4e-1111-2222-3333-444455556666", "item <id> in <id>")]
    public void Words_of_the_service_are_masked(string said, string shown) => Assert.Equal(shown, EvidenceText.Mask(said));

    [Fact]
    public async Task A_question_that_there_is_not_is_refused()
    {
        await using var run = await PretendRun.StartAsync();

        var failure = await Assert.ThrowsAsync<MigrationException>(() => AskAsync(run, "Nope"));

        Assert.Equal((ErrorIds.InvalidArgument, "Nope"), (failure.ErrorId, failure.Target));
    }

    private static async Task<PretendRun> StartAsync()
    {
        var run = await PretendRun.StartAsync();
        var inbox = run.Tenants.Fill("Inbox", 25);
        inbox.Items.Add(new UniformItems(3, 1, 50_000));
        var archive = run.Tenants.Source.Archive!;
        archive.Expand(run.Tenants.Fill("Old", 2, 1000), archive.AddAuxiliary(Guid.NewGuid()));
        return run;
    }

    private static Task<ServiceTestReport> AskAsync(PretendRun run, string probe) => AskAsync(run, new ServiceTestRequest { Probes = [probe], LargeItemSize = 10_000 });

    private static Task<ServiceTestReport> AskAsync(PretendRun run, ServiceTestRequest request) =>
        run.Engine.TestServiceAsync("Merger", run.Tenants.Source.UserPrincipalName, request, _ => { }, null, default);
}
