using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Readiness;
using ArchiveMigration.Engine.Tests.Exchange;
using ArchiveMigration.Sandbox.Faults;
using ArchiveMigration.Sandbox.Hosting;
using ArchiveMigration.Sandbox.Mailboxes;
using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Engine.Tests.Readiness;

public sealed class ReadinessTests
{
    private static readonly Guid Standard = new("9aaf7827-d63c-4b61-89c3-182f06f82e5c");
    private static readonly Guid Kiosk = new("4a82b400-a79f-41a4-b4e2-e94f5787b113");

    [Fact]
    public async Task A_user_without_trouble_is_ready_and_measured_without_listing_items()
    {
        await using var run = await PretendRun.StartAsync();
        run.Tenants.Fill("Inbox", 30, size: 2000);
        run.Tenants.Fill("Sent", 20, size: 3000);

        var result = await TestAsync(run);

        Assert.Equal((ReadinessVerdict.Ready, 50L, 120_000L), (result.Verdict, result.ItemCount, result.Size));
        Assert.Equal("Ready to migrate.", result.Message);
        Assert.Equal(("EXCHANGE_S_ENTERPRISE", 100L << 30, 100L << 30), (result.DestinationPlan, result.DestinationQuota, result.QuotaLeft));
        Assert.Equal(0, result.LargeItemCount);

        // The probes list one item each at most.
        Assert.True(run.Tenants.Host.Traffic.Requests(SandboxOperation.ListItems) <= 2);
    }

    [Fact]
    public async Task Nothing_changes_at_either_side()
    {
        await using var run = await PretendRun.StartAsync();
        run.Tenants.Fill("Inbox", 3);
        var versions = (run.Tenants.Source.Archive!.Version, run.Tenants.Destination.Archive!.Version);

        await TestAsync(run);

        Assert.Equal(versions, (run.Tenants.Source.Archive.Version, run.Tenants.Destination.Archive.Version));
        Assert.Equal(0, run.Tenants.Host.Traffic.Requests(SandboxOperation.CreateFolder));
        Assert.Equal(0, run.Tenants.Host.Traffic.Requests(SandboxOperation.ImportItem));
    }

    [Fact]
    public async Task Each_shard_is_told_with_what_it_holds()
    {
        await using var run = await PretendRun.StartAsync();
        run.Tenants.Fill("Inbox", 10);
        var old = run.Tenants.Fill("Old", 25);
        var archive = run.Tenants.Source.Archive!;
        var shard = archive.AddAuxiliary(Guid.NewGuid());
        archive.Expand(old, shard);

        var shards = (await TestAsync(run)).Shards;

        Assert.Equal([(archive.GraphId, 10L, (long?)20_000), (shard.GraphId, 25L, 50_000)], shards.Select(found => (found.ShardId, found.ItemCount, found.Size)).OrderBy(found => found.ItemCount));
    }

    [Fact]
    public async Task Sizes_that_the_service_does_not_tell_are_unknown_until_all_items_are_listed()
    {
        await using var run = await PretendRun.StartAsync();
        run.Tenants.Exchange.FoldersTellSize = false;
        run.Tenants.Fill("Inbox", 10);

        var result = await TestAsync(run);
        Assert.Equal((ReadinessVerdict.Ready, 10L, (long?)null), (result.Verdict, result.ItemCount, result.Size));
        Assert.Contains(result.Findings, finding => finding.Kind == ReadinessFindingKind.SizeUnknown);

        result = await TestAsync(run, new ReadinessRequest { Deep = true });
        Assert.Equal(20_000, result.Size);
        Assert.DoesNotContain(result.Findings, finding => finding.Kind == ReadinessFindingKind.SizeUnknown);
    }

    [Theory]
    [InlineData(true, false, 2L)]
    [InlineData(false, true, 2L)]
    [InlineData(false, false, null)]
    public async Task Items_above_the_limit_are_counted_where_they_can_be_found(bool serviceFilters, bool deep, long? expected)
    {
        await using var run = await PretendRun.StartAsync();
        run.Tenants.Exchange.FiltersBySize = serviceFilters;
        var folder = run.Tenants.Fill("Inbox", 5);
        folder.Items.Add(new UniformItems(7, 2, MailboxLimits.LargestItem + 1));

        var result = await TestAsync(run, new ReadinessRequest { Deep = deep });

        Assert.Equal(expected, result.LargeItemCount);
        Assert.Equal(expected is null ? ReadinessFindingKind.LargeItemsUnknown : ReadinessFindingKind.ItemsTooLarge, Assert.Single(result.Findings).Kind);
    }

    [Fact]
    public async Task An_archive_above_90_GB_is_a_warning_with_days()
    {
        await using var run = await PretendRun.StartAsync();
        run.Tenants.Fill("Inbox", 2000, size: 100_000_000);

        var result = await TestAsync(run);

        Assert.Equal((ReadinessVerdict.Warning, ReadinessFindingKind.MustExpand), (result.Verdict, result.Findings[0].Kind));
        Assert.Contains("-AutoExpandingArchive", result.Remedies.Single(), StringComparison.Ordinal);

        // 200 GB are 267 GB of base64 text, at 150 MB in five minutes.
        Assert.Equal(6.17, result.TimeAtBest!.Value.TotalDays, 0.01);
    }

    [Fact]
    public async Task A_licence_that_is_too_small_or_allows_no_archive_blocks()
    {
        await using var run = await PretendRun.StartAsync();
        run.Tenants.Fill("Inbox", 600, size: 100_000_000);
        run.Tenants.Destination.ServicePlans.Clear();
        run.Tenants.Destination.ServicePlans.Add(Standard);
        var result = await TestAsync(run);
        Assert.Equal((ReadinessVerdict.Blocked, ReadinessFindingKind.TooLargeForLicence), (result.Verdict, result.Findings[0].Kind));

        run.Tenants.Destination.ServicePlans[0] = Kiosk;
        result = await TestAsync(run);
        Assert.Contains("EXCHANGE_S_DESKLESS", result.Blockers[0], StringComparison.Ordinal);

        // An archive that is there may belong to a plan that we do not know.
        run.Tenants.Destination.ServicePlans[0] = Guid.NewGuid();
        result = await TestAsync(run);
        Assert.Equal((ReadinessVerdict.Warning, ReadinessFindingKind.NoArchiveLicence), (result.Verdict, result.Findings[0].Kind));
    }

    [Fact]
    public async Task Missing_archives_at_both_sides_are_told_together()
    {
        await using var run = await PretendRun.StartAsync();
        run.Tenants.Source.Archive = null;
        run.Tenants.Destination.Archive = null;
        run.Tenants.Destination.ServicePlans.Clear();

        var result = await TestAsync(run);

        Assert.Equal(ReadinessVerdict.Blocked, result.Verdict);
        Assert.Equal(
            [ReadinessFindingKind.NoArchiveAtSource, ReadinessFindingKind.NoArchiveAtDestination, ReadinessFindingKind.NoArchiveLicence],
            result.Findings.Select(finding => finding.Kind));
        Assert.All(result.Findings, finding => Assert.NotNull(finding.Remedy));
    }

    [Fact]
    public async Task A_mailbox_that_cannot_be_read_is_a_result_with_its_request_id()
    {
        await using var run = await PretendRun.StartAsync();
        run.Tenants.Host.Faults.Add(new SandboxFault(FaultKind.InternalServerError) { Operation = SandboxOperation.ListFolders, Mailbox = run.Tenants.Source.Archive!.Id });

        var finding = (await TestAsync(run)).Findings[0];

        Assert.Equal((ReadinessFindingKind.NotReadable, "Source"), (finding.Kind, finding.Side));
        Assert.NotNull(finding.RequestId);
    }

    [Fact]
    public async Task A_permission_that_nobody_granted_is_told_from_a_scope_that_leaves_a_mailbox_out()
    {
        await using var run = await PretendRun.StartAsync();
        var application = run.Tenants.Scenario.DestinationApplication;
        application.GrantedRoles.Remove("MailboxFolder.ReadWrite.All");
        application.GrantedRoles.Add("MailboxFolder.Read.All");
        var (_, other) = run.Tenants.Scenario.AddUser("other", "Other");
        Add(run, "other");
        run.Engine.Catalog.UpdateProject(run.Engine.Catalog.GetProject("Merger") with { Options = new ProjectOptions { MaxConcurrentMigrations = 1 } });

        var nobody = await AllAsync(run);
        Assert.All(nobody, user => Assert.Contains("no MailboxFolder.ReadWrite.All", Missing(user).Remedy, StringComparison.Ordinal));

        // The second user's turn comes when Exchange has allowed it for the first.
        application.MailboxGrants.Add(new MailboxGrant("MailboxFolder.ReadWrite", [run.Tenants.Destination]));
        var scoped = await AllAsync(run);
        Assert.Equal(ReadinessVerdict.Ready, scoped[0].Verdict);
        Assert.Contains("take this one into the scope", Missing(scoped[1]).Remedy, StringComparison.Ordinal);

        static ReadinessFinding Missing(UserReadiness user) => Assert.Single(user.Findings, finding => finding.Kind == ReadinessFindingKind.PermissionMissing);
    }

    [Fact]
    public async Task Addresses_that_the_rules_forget_are_a_warning_only_where_there_are_rules()
    {
        await using var run = await PretendRun.StartAsync();
        Assert.Equal(ReadinessVerdict.Ready, (await TestAsync(run)).Verdict);

        run.Engine.Catalog.UpdateProject(run.Engine.Catalog.GetProject("Merger") with { Options = new ProjectOptions { RecipientMapping = ["@other.example->@fabrikam.example"] } });

        Assert.Equal(ReadinessFindingKind.AddressesNotMapped, (await TestAsync(run)).Findings[0].Kind);
    }

    [Fact]
    public async Task What_rules_leave_out_counts_neither_as_items_nor_as_time()
    {
        await using var run = await PretendRun.StartAsync();
        run.Tenants.Fill("Inbox", 30);
        run.Tenants.Fill("Old stuff", 500);
        run.Engine.Catalog.UpdateProject(run.Engine.Catalog.GetProject("Merger") with { Options = new ProjectOptions { ExcludeFolders = ["Old stuff"], MaximumItemSize = 1500 } });

        var result = await TestAsync(run);
        Assert.Equal((30L, 60_000L, 1), (result.ItemCount, result.Size, result.ExcludedFolderCount));

        // Rules about items are known only when the items are.
        Assert.Equal(0, (await TestAsync(run, new ReadinessRequest { Deep = true })).ItemCount);
    }

    [Fact]
    public async Task A_user_without_a_destination_is_blocked_and_a_user_of_its_own_options_is_looked_at_there()
    {
        await using var run = await PretendRun.StartAsync();
        run.Engine.Catalog.AddUsers("Merger", [new MigrationUser { Project = "Merger", SourceAddress = "lost@contoso.example", DestinationAddress = string.Empty, Status = MigrationStatus.Unmatched }]);
        run.Tenants.Destination.Archive = null;
        run.Engine.Catalog.UpdateUser(run.Engine.Catalog.GetUsers("Merger")[0] with { Options = new UserOptions { DestinationMailbox = DestinationMailbox.Primary } });

        var results = (await AllAsync(run)).ToDictionary(user => user.SourceAddress);

        Assert.Equal(ReadinessVerdict.Ready, results[run.Tenants.Source.UserPrincipalName].Verdict);
        Assert.Contains(results["lost@contoso.example"].Findings, finding => finding.Kind == ReadinessFindingKind.NoDestination);
    }

    [Fact]
    public async Task Results_are_kept_and_young_ones_are_not_asked_for_again()
    {
        await using var run = await PretendRun.StartAsync();
        run.Tenants.Fill("Inbox", 3);
        var first = await TestAsync(run);
        run.Tenants.Fill("More", 3);

        Assert.Equivalent(first, Assert.Single(run.Engine.GetReadiness("Merger", [])), strict: true);
        Assert.Equal(3, (await TestAsync(run, new ReadinessRequest { MaximumAge = TimeSpan.FromDays(1) })).ItemCount);
        Assert.Equal(6, (await TestAsync(run)).ItemCount);

        // Another address is another user.
        run.Engine.Catalog.UpdateUser(run.Engine.Catalog.GetUsers("Merger")[0] with { DestinationAddress = "somebody@fabrikam.example" });
        Assert.Empty(run.Engine.GetReadiness("Merger", []));
    }

    [Fact]
    public async Task What_earlier_passes_brought_over_is_neither_time_nor_room()
    {
        await using var run = await PretendRun.StartAsync();
        run.Tenants.Fill("Inbox", 30);
        await run.RunToTheEndAsync();

        var result = await TestAsync(run);

        Assert.Equal((30L, TimeSpan.Zero), (result.DoneItemCount, result.TimeAtBest!.Value));
    }

    [Fact]
    public async Task A_project_adds_up_to_verdicts_the_longest_user_and_an_end()
    {
        await using var run = await PretendRun.StartAsync();
        var now = DateTimeOffset.UtcNow;
        var project = run.Engine.Catalog.GetProject("Merger") with { Options = new ProjectOptions { MaxConcurrentMigrations = 2 } };
        var users = new[]
        {
            User("a", 10),
            User("b", 2),
            User("c", 3),
            User("d", 4),
            User("e", 99, new ReadinessFinding(ReadinessFindingKind.NoArchiveAtDestination, ReadinessVerdict.Blocked, "Destination", "None.")),
        };

        var sum = ProjectReadiness.Of(project, users, 7, now);

        Assert.Equal([(ReadinessVerdict.Ready, 4, ""), (ReadinessVerdict.Warning, 0, ""), (ReadinessVerdict.Blocked, 1, "1 no archive at the destination")], sum.Verdicts.Select(count => (count.Verdict, count.Users, count.Reasons)));
        Assert.Equal(("a", 2), (sum.Longest!.SourceAddress, sum.UntestedCount));

        // Two at once: a | b, c, d one after the other.
        Assert.Equal((now + TimeSpan.FromHours(9), TimeSpan.FromHours(10)), (sum.OthersDoneUtc!.Value, sum.AllDone));

        UserReadiness User(string name, int hours, params ReadinessFinding[] findings) => new()
        {
            Project = "Merger", SourceAddress = name, DestinationAddress = name, TestedUtc = now, Findings = findings, TimeAtBest = TimeSpan.FromHours(hours),
        };
    }

    private static async Task<UserReadiness> TestAsync(PretendRun run, ReadinessRequest? request = null) => Assert.Single(await AllAsync(run, request));

    private static async Task<List<UserReadiness>> AllAsync(PretendRun run, ReadinessRequest? request = null)
    {
        List<UserReadiness> results = [];
        await foreach (var result in run.Engine.TestReadinessAsync("Merger", [], request ?? new ReadinessRequest(), null, default))
        {
            results.Add(result);
        }

        return results;
    }

    private static void Add(PretendRun run, string name) => run.Engine.Catalog.AddUsers(
        "Merger", [new MigrationUser { Project = "Merger", SourceAddress = $"{name}@contoso.example", DestinationAddress = $"{name}@fabrikam.example" }]);
}
