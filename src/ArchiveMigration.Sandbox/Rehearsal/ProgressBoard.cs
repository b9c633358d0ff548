using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Reports;

namespace ArchiveMigration.Sandbox.Rehearsal;

/// <summary>
/// Shows a run in a terminal: one bar a user, drawn over itself four times a second. Where the output is a file or a pipe, a line
/// for each user that ends.
/// </summary>
internal sealed class ProgressBoard : IProgress<MigrationEvent>, IAsyncDisposable
{
    private const int BarWidth = 20;

    private readonly TextWriter output;
    private readonly bool isTerminal;
    private readonly ConcurrentDictionary<string, UserSnapshot> users = new();
    private readonly ConcurrentQueue<string> lines = new();
    private readonly CancellationTokenSource ended = new();
    private readonly Task drawing;
    private int drawn;

    public ProgressBoard(TextWriter output, bool isTerminal)
    {
        this.output = output;
        this.isTerminal = isTerminal;
        drawing = DrawUntilEndedAsync();
    }

    public void Report(MigrationEvent value)
    {
        switch (value)
        {
            case MigrationEvent.UserProgress progress:
                users[progress.Snapshot.User] = progress.Snapshot;
                break;
            case MigrationEvent.UserEnded end when !isTerminal:
                lines.Enqueue(users.TryGetValue(end.User, out var last) ? Line(last) : $" {end.User} {end.Status}");
                break;
            case MigrationEvent.Warning warning:
                lines.Enqueue($"WARNING: {warning.Message}");
                break;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await drawing;
        ended.Dispose();
    }

    private async Task DrawUntilEndedAsync()
    {
        while (!ended.IsCancellationRequested)
        {
            Draw();
            await Task.Delay(TimeSpan.FromMilliseconds(250), ended.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
        }

        Draw();
    }

    private void Draw()
    {
        var text = new StringBuilder();
        if (drawn > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\e[{drawn}A\e[J");
        }

        while (lines.TryDequeue(out var line))
        {
            text.AppendLine(line);
        }

        drawn = 0;
        if (isTerminal)
        {
            foreach (var snapshot in users.Values.OrderBy(user => user.User, StringComparer.Ordinal))
            {
                text.AppendLine(Line(snapshot));
                drawn++;
            }
        }

        if (text.Length > 0)
        {
            output.Write(text);
        }
    }

    private static string Line(UserSnapshot user)
    {
        var share = user.ItemsTotal > 0 ? (double)user.ItemsDone / user.ItemsTotal : user.Status == MigrationStatus.Completed ? 1 : 0;
        var filled = (int)Math.Round(Math.Clamp(share, 0, 1) * BarWidth);
        var bar = new string('█', filled).PadRight(BarWidth, '·');
        var items = string.Create(CultureInfo.InvariantCulture, $"{user.ItemsDone:N0}/{user.ItemsTotal:N0}");
        var where = user.Status == MigrationStatus.Syncing ? user.Detail ?? user.CurrentFolder : user.Status.ToString();
        return $" {user.User.Split('@')[0],-10} {bar} {items,13} {ByteSize.Show(user.BytesTransferred, CultureInfo.InvariantCulture),9}   {where}";
    }
}
