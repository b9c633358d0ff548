using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Tests.Mailboxes;

namespace ArchiveMigration.Engine.Tests.Passes;

public sealed class FullPassTests
{
    [Fact]
    public async Task Every_item_arrives_in_the_folder_of_the_same_path_and_class()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Posteingang");
        var year = source.AddFolder("2019/20", inbox);
        var calendar = source.AddFolder("Kalender", folderClass: "IPF.Appointment");
        source.AddItem(inbox, "one");
        source.AddItem(year, "two");
        source.AddItem(calendar, "three", itemClass: "IPM.Appointment");

        var result = await rig.RunAsync();

        Assert.Equal(MigrationStatus.Completed, result.Status);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(Content(source), Content(destination));
        Assert.Equal("IPF.Appointment", destination.Folders.Single(folder => folder.Name == "Kalender").FolderClass);
        var statistics = await rig.StatisticsAsync();
        Assert.Equal((3, 3, 100), (statistics.TotalItemCount, statistics.SyncedItemCount, statistics.PercentComplete));
    }

    [Fact]
    public async Task An_empty_archive_is_completed()
    {
        await using var rig = new Rig();
        rig.AddUser("fatima");

        var result = await rig.RunAsync();

        Assert.Equal(MigrationStatus.Completed, result.Status);
    }

    [Fact]
    public async Task A_second_run_copies_only_what_is_new()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        source.AddItem(inbox, "old");
        await rig.RunAsync();
        source.AddItem(inbox, "new");
        await rig.ReopenAsync();

        await rig.RunAsync();

        Assert.Equal(2, destination.ImportCount);
        Assert.Equal(Content(source), Content(destination));
    }

    [Fact]
    public async Task An_item_already_there_by_search_key_is_not_copied_again_and_real_copies_stay_copies()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        var there = destination.AddFolder("INBOX");
        for (var copy = 0; copy < 3; copy++)
        {
            source.AddItem(inbox, "same");
        }

        destination.AddItem(there, "same");

        await rig.RunAsync();

        Assert.Equal(2, destination.ImportCount);
        Assert.Equal(3, destination.Items.Count);
        Assert.Equal(1, (await rig.StatisticsAsync()).AlreadyPresentItemCount);
    }

    [Fact]
    public async Task With_the_database_deleted_a_new_run_copies_nothing_twice()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        for (var number = 0; number < 50; number++)
        {
            source.AddItem(inbox, $"item {number}");
        }

        await rig.RunAsync();
        var user = rig.Engine.Catalog.GetUsers("Merger").Single();
        rig.Engine.Catalog.RemoveUser(user.Id);
        rig.Engine.Catalog.AddUsers("Merger", [user with { Id = 0 }]);

        await rig.RunAsync();

        Assert.Equal(50, destination.ImportCount);
        Assert.Equal(50, (await rig.StatisticsAsync()).AlreadyPresentItemCount);
    }

    [Fact]
    public async Task A_failing_item_is_recorded_with_its_reason_and_does_not_stop_the_others()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("dora");
        var inbox = source.AddFolder("Inbox");
        source.AddItem(inbox, "good");
        var bad = source.AddItem(inbox, "bad");
        source.AddItem(inbox, "also good");
        source.OnExport = item => item.Id == bad.Item.Id
            ? new MigrationException(ErrorIds.ItemCorrupt, MigrationErrorKind.InvalidData, "The item is corrupt.") { ServiceCode = "ErrorItemCorrupt", RequestId = "req-1" }
            : null;

        var result = await rig.RunAsync();

        Assert.Equal(MigrationStatus.CompletedWithErrors, result.Status);
        Assert.Equal(2, result.ExitCode);
        Assert.Equal(2, destination.Items.Count);
        var failed = await FailedAsync(rig);
        Assert.Equal((ErrorIds.ItemCorrupt, "ErrorItemCorrupt", "req-1", "Inbox"), (failed.ErrorId, failed.ServiceCode, failed.RequestId, failed.FolderPath));
    }

    [Fact]
    public async Task Retrying_errors_copies_the_failed_items_only()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("dora");
        var inbox = source.AddFolder("Inbox");
        source.AddItem(inbox, "good");
        var bad = source.AddItem(inbox, "bad");
        source.OnExport = item => item.Id == bad.Item.Id ? new MigrationException(ErrorIds.ItemCorrupt, MigrationErrorKind.InvalidData, "corrupt") : null;
        await rig.RunAsync();
        source.OnExport = _ => null;
        source.AddItem(inbox, "new since");

        var result = await rig.RunAsync(PassKind.RetryErrors);

        Assert.Equal(MigrationStatus.Completed, result.Status);
        Assert.Equal(["bad", "good"], destination.Items.Select(item => item.Text).Order());
    }

    [Fact]
    public async Task An_item_gone_from_the_source_has_vanished_and_has_not_failed()
    {
        await using var rig = new Rig();
        var (source, _) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        var gone = source.AddItem(inbox, "gone");
        source.OnExport = _ =>
        {
            source.Remove(gone);
            return null;
        };

        var result = await rig.RunAsync();

        Assert.Equal(MigrationStatus.Completed, result.Status);
        var statistics = await rig.StatisticsAsync();
        Assert.Equal((1, 0, 0), (statistics.VanishedItemCount, statistics.FailedItemCount, statistics.TotalItemCount));
    }

    [Fact]
    public async Task Items_of_a_folder_gone_from_the_source_have_vanished()
    {
        await using var rig = new Rig();
        var (source, _) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        source.AddItem(inbox, "stays");
        var doomed = source.AddFolder("Doomed");
        var item = source.AddItem(doomed, "goes");
        source.OnExport = asked => asked.Id == item.Item.Id ? new MigrationException(ErrorIds.ItemCorrupt, MigrationErrorKind.InvalidData, "corrupt") : null;
        await rig.RunAsync();
        source.Remove(doomed);

        var result = await rig.RunAsync();

        Assert.Equal(MigrationStatus.Completed, result.Status);
        Assert.Equal(1, (await rig.StatisticsAsync()).VanishedItemCount);
    }

    [Fact]
    public async Task A_passing_failure_is_tried_again_alone()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        for (var number = 0; number < 10; number++)
        {
            source.AddItem(inbox, $"item {number}");
        }

        var failures = 0;
        source.OnExport = item => item.Size == 6 && Interlocked.Increment(ref failures) == 1
            ? new MigrationException(ErrorIds.ServiceUnavailable, MigrationErrorKind.Service, "503") { IsTransient = true }
            : null;

        var result = await rig.RunAsync();

        Assert.Equal(MigrationStatus.Completed, result.Status);
        Assert.Equal(Content(source), Content(destination));
        Assert.Contains(1, source.ExportBatchSizes);
    }

    [Fact]
    public async Task An_item_that_keeps_failing_in_passing_is_failed_in_the_end()
    {
        await using var rig = new Rig();
        var (source, _) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        source.AddItem(inbox, "good");
        var bad = source.AddItem(inbox, "bad");
        source.OnExport = item => item.Id == bad.Item.Id
            ? new MigrationException(ErrorIds.ServiceUnavailable, MigrationErrorKind.Service, "503") { IsTransient = true }
            : null;

        var result = await rig.RunAsync();

        Assert.Equal(MigrationStatus.CompletedWithErrors, result.Status);
        Assert.Equal(ErrorIds.ServiceUnavailable, (await FailedAsync(rig)).ErrorId);
    }

    [Fact]
    public async Task A_lost_answer_after_a_committed_import_gives_no_duplicate()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        for (var number = 0; number < 20; number++)
        {
            source.AddItem(inbox, $"item {number}");
        }

        destination.OnImported = text =>
        {
            if (text.EndsWith('7'))
            {
                throw new MigrationException(ErrorIds.ImportUncertain, MigrationErrorKind.Connection, "the answer was lost") { IsTransient = true };
            }
        };

        var result = await rig.RunAsync();

        Assert.Equal(MigrationStatus.Completed, result.Status);
        Assert.Equal(20, destination.ImportCount);
        Assert.Equal(Content(source), Content(destination));
    }

    [Fact]
    public async Task A_lost_request_is_sent_again_once_the_destination_was_looked_at()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Inbox"), "only");
        var losses = 0;
        destination.OnImport = _ => Interlocked.Increment(ref losses) == 1
            ? throw new MigrationException(ErrorIds.ImportUncertain, MigrationErrorKind.Connection, "the answer was lost") { IsTransient = true }
            : Task.CompletedTask;

        await rig.RunAsync();

        Assert.Equal("only", Assert.Single(destination.Items).Text);
    }

    [Fact]
    public async Task A_lost_request_of_a_copy_is_sent_again_although_the_item_itself_is_there()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        source.AddItem(inbox, "twice");
        await rig.RunAsync();
        source.AddItem(inbox, "twice");
        var losses = 0;
        destination.OnImport = _ => Interlocked.Increment(ref losses) == 1
            ? throw new MigrationException(ErrorIds.ImportUncertain, MigrationErrorKind.Connection, "the answer was lost") { IsTransient = true }
            : Task.CompletedTask;

        await rig.RunAsync();

        Assert.Equal(["twice", "twice"], destination.Items.Select(item => item.Text));
    }

    [Fact]
    public async Task A_full_destination_holds_up_this_user_only_and_the_next_run_goes_on()
    {
        await using var rig = new Rig();
        var (carlaSource, carla) = rig.AddUser("carla");
        var (annaSource, anna) = rig.AddUser("anna");
        foreach (var source in new[] { carlaSource, annaSource })
        {
            var inbox = source.AddFolder("Inbox");
            for (var number = 0; number < 30; number++)
            {
                source.AddItem(inbox, $"item {number}");
            }
        }

        carla.OnImport = _ => carla.Items.Count >= 10
            ? throw new MigrationException(ErrorIds.QuotaExceeded, MigrationErrorKind.Limit, "The archive is full.")
            : Task.CompletedTask;

        var result = await rig.RunAsync();

        Assert.Equal((MigrationStatus.WaitingForQuota, 3), (result.Status, result.ExitCode));
        Assert.Equal(30, anna.Items.Count);
        var statistics = await rig.Engine.GetStatisticsAsync("Merger", default);
        Assert.Equal([MigrationStatus.WaitingForQuota, MigrationStatus.Completed], statistics.Select(user => user.Status));
        Assert.Equal(0, statistics[0].FailedItemCount);

        carla.OnImport = _ => Task.CompletedTask;
        Assert.Equal(MigrationStatus.Completed, (await rig.RunAsync()).Status);
        Assert.Equal(Content(carlaSource), Content(carla));
    }

    [Fact]
    public async Task One_users_missing_archive_does_not_stop_the_others()
    {
        await using var rig = new Rig();
        rig.AddUser("anna");
        rig.Engine.Catalog.AddUsers("Merger", [new MigrationUser { Project = "Merger", SourceAddress = "erik@contoso.example", DestinationAddress = "erik@fabrikam.example" }]);
        rig.Services.Add("Contoso", "erik@contoso.example");
        rig.Services.Add("Fabrikam", "erik@fabrikam.example", Engine.Mailboxes.MailboxKind.Primary);

        var result = await rig.RunAsync();

        Assert.Equal(MigrationStatus.CompletedWithErrors, result.Status);
        var erik = result.Users.Single(user => user.SourceAddress.StartsWith("erik", StringComparison.Ordinal));
        Assert.Equal(MigrationStatus.Failed, erik.Status);
        Assert.Contains("Enable-Mailbox erik@fabrikam.example -Archive", erik.StatusDetail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_failed_items_than_allowed_end_the_pass()
    {
        await using var rig = new Rig(new ProjectOptions { MaximumErrors = 5 });
        var (source, _) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        for (var number = 0; number < 200; number++)
        {
            source.AddItem(inbox, $"item {number}");
        }

        source.OnExport = _ => new MigrationException(ErrorIds.ItemCorrupt, MigrationErrorKind.InvalidData, "corrupt");

        var result = await rig.RunAsync();

        Assert.Equal(MigrationStatus.Failed, result.Status);
        Assert.Contains("more than 5 items failed", (await rig.StatisticsAsync()).StatusDetail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_ends_the_run_and_the_next_one_goes_on_without_duplicates()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        for (var number = 0; number < 300; number++)
        {
            source.AddItem(inbox, $"item {number}");
        }

        using var stop = new CancellationTokenSource();
        var stopping = new Lazy<Task>(stop.CancelAsync);

        // Lanes count together, so none may see exactly the hundredth; and none may run ahead while the stop is on its way through a busy machine.
        destination.OnImport = _ => destination.ImportCount >= 100 ? stopping.Value : Task.CompletedTask;

        var stopped = await rig.RunAsync(stop: stop.Token);

        Assert.Equal(MigrationStatus.Stopped, stopped.Status);
        Assert.Equal(3, stopped.ExitCode);
        Assert.InRange(destination.Items.Count, 90, 250);
        await rig.ReopenAsync();

        Assert.Equal(MigrationStatus.Completed, (await rig.RunAsync()).Status);
        Assert.Equal(Content(source), Content(destination));
    }

    [Fact]
    public async Task Retrying_errors_after_a_pass_that_was_cut_short_lists_the_source_first()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        Enumerable.Range(0, 100).ToList().ForEach(number => source.AddItem(inbox, $"mail {number}"));
        using var stop = new CancellationTokenSource();
        var stopping = new Lazy<Task>(stop.CancelAsync);
        destination.OnImport = _ => stopping.Value;
        Assert.Equal(MigrationStatus.Stopped, (await rig.RunAsync(stop: stop.Token)).Status);

        // Without a listing nobody knows this one, nor that another was moved and has a new id.
        destination.OnImport = _ => Task.CompletedTask;
        source.AddItem(inbox, "new");
        Assert.Equal(MigrationStatus.Completed, (await rig.RunAsync(PassKind.RetryErrors)).Status);

        Assert.Equal(Content(source), Content(destination));
    }

    [Fact]
    public async Task Large_items_are_streamed_and_small_ones_carry_their_length()
    {
        foreach (var transfer in new[] { LargeItemTransfer.Chunked, LargeItemTransfer.ContentLength })
        {
            await using var rig = new Rig(new ProjectOptions { LargeItemTransfer = transfer });
            var (source, destination) = rig.AddUser("anna");
            var inbox = source.AddFolder("Inbox");
            source.AddItem(inbox, new string('x', 9_000_000), searchKey: [1], size: 100);
            source.AddItem(inbox, "small");

            var result = await rig.RunAsync();

            Assert.Equal(MigrationStatus.Completed, result.Status);
            Assert.Equal([5, 9_000_000], destination.Items.Select(item => item.Text.Length).Order());
            Assert.InRange(result.Users[0].BytesTransferred, 9_000_005, 9_000_010);
        }
    }

    [Fact]
    public async Task Large_items_in_one_answer_are_measured_first_and_exported_again_after_it()
    {
        await using var rig = new Rig(new ProjectOptions { LargeItemTransfer = LargeItemTransfer.ContentLength });
        var (source, destination) = rig.AddUser("anna");
        source.MostExportsAtOnce = 1;
        var inbox = source.AddFolder("Inbox");
        for (var number = 0; number < 6; number++)
        {
            source.AddItem(inbox, new string((char)('a' + number), 5_000_000), searchKey: [(byte)number], size: 100);
        }

        var result = await rig.RunAsync().WaitAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(MigrationStatus.Completed, result.Status);
        Assert.Equal(Content(source), Content(destination));
    }

    [Fact]
    public async Task A_listing_shorter_than_the_folders_count_is_told()
    {
        await using var rig = new Rig();
        var (source, _) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Inbox", itemCount: 3), "only");

        await rig.RunAsync();

        var warning = Assert.Single(rig.Events.OfType<MigrationEvent.Warning>());
        Assert.Contains("counts 3 items in 'Inbox' but lists 1", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_target_root_folder_receives_the_whole_tree()
    {
        await using var rig = new Rig(new ProjectOptions { TargetRootFolder = "From Contoso/Archive" });
        var (source, destination) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Inbox"), "one");

        await rig.RunAsync();

        var folder = destination.Folders.Single(folder => folder.Id == destination.Items.Single().FolderId);
        Assert.Equal("From Contoso/Archive/Inbox", folder.Path);
    }

    [Fact]
    public async Task A_project_without_users_is_refused_with_the_remedy()
    {
        await using var rig = new Rig();

        var refused = await Assert.ThrowsAsync<MigrationException>(() => rig.RunAsync());

        Assert.Equal(ErrorIds.ProjectIncomplete, refused.ErrorId);
        Assert.Contains("Add-ArchiveMigrationUser", refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_sign_in_starts_nothing()
    {
        await using var rig = new Rig();
        rig.AddUser("anna");
        rig.Services.SignInFailures["Fabrikam"] = new MigrationException(ErrorIds.EndpointAuthenticationFailed, MigrationErrorKind.Authentication, "refused");

        await Assert.ThrowsAsync<MigrationException>(() => rig.RunAsync());

        Assert.Equal(MigrationStatus.Queued, (await rig.StatisticsAsync()).Status);
    }

    private static async Task<LedgerItem> FailedAsync(Rig rig)
    {
        var user = rig.Engine.Catalog.GetUsers("Merger").Single();
        var failed = new List<LedgerItem>();
        await foreach (var item in rig.Engine.GetItemsAsync(user, Disposition.Failed, default))
        {
            failed.Add(item);
        }

        return Assert.Single(failed);
    }

    private static IEnumerable<string> Content(InMemoryMailbox mailbox)
    {
        var paths = mailbox.Folders.ToDictionary(folder => folder.Id, folder => folder.Path.ToUpperInvariant());
        return mailbox.Items.Select(item => $"{paths[item.FolderId]}: {item.Text}").Order();
    }
}
