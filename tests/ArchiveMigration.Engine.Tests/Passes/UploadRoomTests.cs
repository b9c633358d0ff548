using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Tests.Passes;

public sealed class UploadRoomTests
{
    [Fact]
    public async Task Mailboxes_that_wait_for_their_limit_take_nothing_into_memory_and_hold_up_nobody()
    {
        await using var rig = new Rig(new ProjectOptions { MaxConcurrentMigrations = 20 });
        var allowed = new TaskCompletionSource<UploadRoom?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var free = new List<TaskCompletionSource>();
        var waiting = new List<Mailboxes.InMemoryMailbox>();
        for (var user = 0; user < 20; user++)
        {
            var (source, destination) = rig.AddUser($"user{user}");
            var folder = source.AddFolder("Inbox");
            var text = new string('x', 1024 * 1024);
            for (var item = 0; item < (user < 15 ? 8 : 10); item++)
            {
                source.AddItem(folder, $"{text}{user}/{item}");
            }

            if (user < 15)
            {
                // All that they hold would be twice the memory of the run.
                destination.OnKeepRoom = _ => allowed.Task;
                waiting.Add(source);
            }
            else
            {
                var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                destination.OnImported = _ => (destination.ImportCount == 10 ? done : null)?.TrySetResult();
                free.Add(done);
            }
        }

        var run = rig.RunAsync();
        await Task.WhenAll(free.Select(done => done.Task)).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.All(waiting, source => Assert.Empty(source.ExportBatchSizes));
        allowed.SetResult(null);
        Assert.Equal(MigrationStatus.Completed, (await run).Status);
    }

    [Fact]
    public async Task Room_that_was_kept_is_given_back_whatever_becomes_of_the_items()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var folder = source.AddFolder("Inbox");
        for (var item = 0; item < 30; item++)
        {
            source.AddItem(folder, $"item {item}");
        }

        source.OnExport = item => item.Size % 2 == 0 ? new MigrationException(ErrorIds.ItemCorrupt, MigrationErrorKind.InvalidData, "broken") : null;
        destination.OnImport = text => text.EndsWith('3') ? throw new MigrationException(ErrorIds.ItemTooLarge, MigrationErrorKind.Limit, "too large") : Task.CompletedTask;
        var rooms = new RoomCount();
        destination.OnKeepRoom = bytes => Task.FromResult<UploadRoom?>(new CountedRoom(rooms, bytes));

        var result = await rig.RunAsync();

        Assert.Equal(MigrationStatus.CompletedWithErrors, result.Status);
        Assert.True(rooms.MostKept > 0);
        Assert.Equal(0, rooms.Kept);
    }

    private sealed class RoomCount
    {
        private long kept;
        private long most;

        public long Kept => Interlocked.Read(ref kept);

        public long MostKept => most;

        public void Add(long bytes) => most = Math.Max(most, Interlocked.Add(ref kept, bytes));
    }

    private sealed class CountedRoom : UploadRoom
    {
        private readonly RoomCount count;
        private long left;

        public CountedRoom(RoomCount count, long bytes)
        {
            this.count = count;
            left = bytes;
            count.Add(bytes);
        }

        public override long Bytes => left;

        public override UploadRoom Split(long bytes)
        {
            var part = Math.Min(bytes, left);
            left -= part;
            count.Add(-part);
            return new CountedRoom(count, part);
        }

        protected override void Dispose(bool disposing) => count.Add(-Interlocked.Exchange(ref left, 0));
    }
}
