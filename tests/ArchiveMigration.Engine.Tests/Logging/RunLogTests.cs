using System.Text.Json;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Tests.Passes;
using ArchiveMigration.Engine.Undo;

namespace ArchiveMigration.Engine.Tests.Logging;

/// <summary>The log of a run: what is in it, what never is, and that a run does not depend on it.</summary>
public sealed class RunLogTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("am-log-").FullName;

    [Fact]
    public async Task Each_line_is_an_object_and_a_failed_item_has_its_request_id()
    {
        await using var rig = new Rig();
        var (source, _) = rig.AddUser("anna");
        var inbox = source.AddFolder("Posteingang/ä");
        Array.ForEach(["good", "bad"], text => source.AddItem(inbox, text));
        source.OnExport = item => item.Size == 3 ? new MigrationException(ErrorIds.ItemCorrupt, MigrationErrorKind.InvalidData, "Broken.") { ServiceCode = "ErrorItemCorrupt", RequestId = "req-7" } : null;

        var result = await rig.RunAsync(new RunRequest { LogPath = string.Empty });

        Assert.StartsWith(Path.Combine(Path.GetDirectoryName(rig.StorePath)!, "logs", "migrations."), result.LogPath, StringComparison.Ordinal);
        var lines = Read(result.LogPath!);
        Assert.All(lines, line => Assert.Equal(("Merger", 8), (Text(line, "project"), Text(line, "runId")!.Length)));
        Assert.Single(lines.Select(line => Text(line, "runId")).Distinct());
        Assert.Equal("RunStarted", Text(lines[0], "event"));
        Assert.Equal(("RunEnded", "CompletedWithErrors"), (Text(lines[^1], "event"), Text(lines[^1], "status")));
        var failed = Assert.Single(lines, line => Text(line, "event") == "ItemFailed");
        Assert.Equal(
            ("Error", "anna@contoso.example", @"Posteingang\/ä", "IPM.Note", "ItemCorrupt", "ErrorItemCorrupt", "req-7"),
            (Text(failed, "level"), Text(failed, "mailbox"), Text(failed, "folder"), Text(failed, "itemClass"), Text(failed, "errorId"), Text(failed, "serviceCode"), Text(failed, "requestId")));
        Assert.Equal(3, failed.GetProperty("bytes").GetInt64());
        Assert.EndsWith("Z", Text(failed, "ts")!, StringComparison.Ordinal);
        Assert.DoesNotContain("good", await File.ReadAllTextAsync(result.LogPath!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST https://outlook.office365.com/api/gbeta/importItem?authtoken=eyJhbGciOi.abc-def failed", "POST https://outlook.office365.com/api/gbeta/importItem?authtoken=*** failed")]
    [InlineData("Authorization: Bearer abc.def", "Authorization: Bearer ***")]
    [InlineData("{\"client_secret\":\"p@ss\",\"x\":1}", "{\"client_secret\":\"***\",\"x\":1}")]
    [InlineData("token eyJ0eXAiOiJKV1QiLCJhbGciOi.eyJhdWQ.sig was refused", "token *** was refused")]
    [InlineData("Nothing secret: signature of anna, passwords are elsewhere.", "Nothing secret: signature of anna, passwords are elsewhere.")]
    public async Task Secrets_in_others_words_are_masked(string said, string written)
    {
        await using var rig = new Rig();
        var (source, _) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Inbox"), "bad");
        source.OnExport = _ => new MigrationException(ErrorIds.ItemCorrupt, MigrationErrorKind.InvalidData, said);

        var result = await rig.RunAsync(new RunRequest { LogPath = Path.Combine(directory, "named.jsonl") });

        Assert.Equal(Path.Combine(directory, "named.jsonl"), result.LogPath);
        Assert.Equal(written, Text(Read(result.LogPath!).Single(line => Text(line, "event") == "ItemFailed"), "message"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_log_that_cannot_be_written_is_told_once_and_stops_nothing(bool isFull)
    {
        var path = Path.Combine(directory, "a-file", "log.jsonl");
        if (!isFull)
        {
            await File.WriteAllTextAsync(Path.Combine(directory, "a-file"), "in the way");
        }
        else if (File.Exists("/dev/full"))
        {
            File.CreateSymbolicLink(path = Path.Combine(directory, "log.jsonl"), "/dev/full");
        }
        else
        {
            return;
        }

        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        var inbox = source.AddFolder("Inbox");
        Array.ForEach(["a", "b", "c"], text => source.AddItem(inbox, text));

        var result = await rig.RunAsync(new RunRequest { LogPath = path });

        Assert.Equal((MigrationStatus.Completed, 3), (result.Status, destination.Items.Count));
        var warning = Assert.Single(rig.Events.OfType<MigrationEvent.Warning>());
        Assert.Contains("The run goes on without it", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_gets_a_file_for_each_run_and_keeps_the_newest_hundred()
    {
        await using var rig = new Rig();
        rig.AddUser("anna").Source.AddFolder("Inbox");
        foreach (var number in Enumerable.Range(0, 105))
        {
            await File.WriteAllTextAsync(Path.Combine(directory, $"migrations.20200101-000{number:000}.x.jsonl"), "{}");
        }

        await File.WriteAllTextAsync(Path.Combine(directory, "theirs.jsonl"), "{}");
        var first = await rig.RunAsync(new RunRequest { LogPath = directory });
        var second = await rig.RunAsync(new RunRequest { LogPath = directory });

        Assert.NotEqual(first.LogPath, second.LogPath);
        Assert.Equal(100, Directory.GetFiles(directory, "migrations.*.jsonl").Length);
        Assert.True(File.Exists(first.LogPath) && File.Exists(second.LogPath) && File.Exists(Path.Combine(directory, "theirs.jsonl")));
        Assert.False(File.Exists(Path.Combine(directory, "migrations.20200101-000000.x.jsonl")));
    }

    [Fact]
    public async Task A_user_that_failed_has_its_request_id_too()
    {
        await using var rig = new Rig();
        var (source, _) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Inbox"), "a");
        source.OnList = () => throw new MigrationException(ErrorIds.PermissionDenied, MigrationErrorKind.Permission, "Not allowed.") { ServiceCode = "ErrorAccessDenied", RequestId = "req-3" };

        var result = await rig.RunAsync(new RunRequest { LogPath = directory });

        var ended = Assert.Single(Read(result.LogPath!), line => Text(line, "event") == "UserEnded");
        Assert.Equal(("Error", "PermissionDenied", "ErrorAccessDenied", "req-3"), (Text(ended, "level"), Text(ended, "errorId"), Text(ended, "serviceCode"), Text(ended, "requestId")));
    }

    [Fact]
    public async Task An_undo_is_written_down_too_and_a_run_that_cannot_begin_says_why()
    {
        await using var rig = new Rig();
        var (source, destination) = rig.AddUser("anna");
        source.AddItem(source.AddFolder("Inbox"), "a");
        await rig.RunAsync();
        destination.OnDelete = _ => throw new MigrationException(ErrorIds.ItemHeld, MigrationErrorKind.Permission, "On hold.") { RequestId = "req-9" };

        var undone = (await rig.Engine.UndoAsync("Merger", new UndoRequest { LogPath = directory }, rig, default)).Single();

        var failed = Assert.Single(Read(undone.LogPath!), line => Text(line, "event") == "ItemFailed");
        Assert.Equal(("ItemHeld", "req-9", "IPM.Note"), (Text(failed, "errorId"), Text(failed, "requestId"), Text(failed, "itemClass")));

        await Assert.ThrowsAsync<MigrationException>(() => rig.RunAsync(new RunRequest { LogPath = Path.Combine(directory, "second.jsonl"), Users = ["nobody@contoso.example"] }));
        var lines = Read(Path.Combine(directory, "second.jsonl"));
        Assert.Equal(["RunStarted", "RunFailed"], lines.Select(line => Text(line, "event")));
        Assert.Equal("UserNotFound", Text(lines[1], "errorId"));
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private static List<JsonElement> Read(string path) => [.. File.ReadLines(path).Select(line => JsonDocument.Parse(line).RootElement)];

    private static string? Text(JsonElement line, string name) => line.TryGetProperty(name, out var value) ? value.GetString() : null;
}
