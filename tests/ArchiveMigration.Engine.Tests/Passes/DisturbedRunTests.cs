using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Tests.Mailboxes;

namespace ArchiveMigration.Engine.Tests.Passes;

/// <summary>What people and machines do to a run: the store is copied or edited under it, and the clock is set.</summary>
public sealed class DisturbedRunTests
{
    [Fact]
    public async Task A_store_that_was_copied_without_its_log_while_in_use_goes_on_from_what_it_has()
    {
        await using var rig = new Rig();
        var (source, destination) = Fill(rig, 60);
        await rig.ReopenAsync();
        var copy = rig.StorePath + ".copy";
        destination.OnImport = _ =>
        {
            if (destination.ImportCount == 30)
            {
                File.Copy(rig.StorePath, copy);
            }

            return Task.CompletedTask;
        };
        await rig.RunAsync();
        source.AddItem(source.Folders[0], "new");

        await using var other = new MigrationEngine(copy, rig.Services);
        var result = await other.RunAsync("Merger", new() { SettleTime = TimeSpan.Zero }, rig, default);

        Assert.Equal(MigrationStatus.Completed, result.Status);
        Assert.Equal(Texts(source), Texts(destination));
    }

    [Theory]
    [InlineData(-400)]
    [InlineData(400)]
    public async Task A_clock_that_jumps_loses_nothing_and_doubles_nothing(int days)
    {
        var clock = new JumpingTime();
        await using var rig = new Rig(time: clock);
        var (source, destination) = Fill(rig, 60);
        using var stop = new CancellationTokenSource();
        destination.OnImport = _ =>
        {
            if (destination.ImportCount == 20)
            {
                clock.Offset = TimeSpan.FromDays(days);
                stop.Cancel();
            }

            return Task.CompletedTask;
        };
        await rig.RunAsync(stop: stop.Token);
        destination.OnImport = _ => Task.CompletedTask;
        clock.Offset = TimeSpan.Zero;
        source.AddItem(source.Folders[0], "new");

        var result = await rig.RunAsync();

        Assert.Equal(MigrationStatus.Completed, result.Status);
        Assert.Equal(Texts(source), Texts(destination));
    }

    [Fact]
    public async Task A_user_cannot_be_removed_while_it_is_migrated_and_the_refusal_disturbs_nothing()
    {
        await using var rig = new Rig();
        var (source, destination) = Fill(rig, 30);
        var anna = rig.Engine.Catalog.GetUsers("Merger").Single();
        MigrationException? refused = null;
        destination.OnImport = _ =>
        {
            refused = Assert.Throws<MigrationException>(() => rig.Engine.Catalog.RemoveUser(anna.Id));
            return Task.CompletedTask;
        };

        var result = await rig.RunAsync();

        Assert.Equal(MigrationStatus.Completed, result.Status);
        Assert.Equal(Texts(source), Texts(destination));
        Assert.Contains("is being migrated by process", refused!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_that_are_edited_during_the_run_count_from_the_next_user_on()
    {
        await using var rig = new Rig(new ProjectOptions { MaxConcurrentMigrations = 1 });
        var (source, destination) = Fill(rig, 20);
        var (other, otherDestination) = rig.AddUser("bjoern");
        other.AddItem(other.AddFolder("Inbox"), "other");
        destination.OnImport = _ =>
        {
            var project = rig.Engine.Catalog.GetProject("Merger");
            rig.Engine.Catalog.UpdateProject(project with { Options = project.Options with { TargetRootFolder = "From Contoso" } });
            return Task.CompletedTask;
        };

        var result = await rig.RunAsync();

        Assert.Equal(MigrationStatus.Completed, result.Status);
        Assert.Equal(Texts(source), Texts(destination));
        Assert.DoesNotContain(destination.Folders, folder => folder.Name == "From Contoso");
        Assert.Contains(otherDestination.Folders, folder => folder.Path == "From Contoso/Inbox");
    }

    private static (InMemoryMailbox Source, InMemoryMailbox Destination) Fill(Rig rig, int count)
    {
        var (source, destination) = rig.AddUser("anna");
        MailboxFolder inbox = source.AddFolder("Inbox");
        for (var number = 0; number < count; number++)
        {
            source.AddItem(inbox, $"mail {number}");
        }

        return (source, destination);
    }

    private static IEnumerable<string> Texts(InMemoryMailbox mailbox) => mailbox.Items.Select(item => item.Text).Order(StringComparer.Ordinal);

    /// <summary>The system's clock, set by hand; delays end at once.</summary>
    private sealed class JumpingTime : TimeProvider
    {
        public TimeSpan Offset { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
    }
}
