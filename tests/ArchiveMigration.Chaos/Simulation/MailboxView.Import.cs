using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes;

namespace ArchiveMigration.Chaos.Simulation;

internal sealed partial class MailboxView
{
    /// <summary>What is carried out without anybody waiting for the answer is done and visible within this time: a little less than the engine gives it.</summary>
    public static readonly TimeSpan Settled = new RunRequest().SettleTime - TimeSpan.FromMilliseconds(100);

    public async Task<ImportedItem> ImportAsync(MailboxFolder folder, ItemContent content, CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken).ConfigureAwait(false);
        using var body = new MemoryStream();
        await content.CopyToAsync(body, cancellationToken).ConfigureAwait(false);
        var name = ItemText.Recognise(body.GetBuffer().AsSpan(0, (int)body.Length));
        if (content.Length is { } promised && promised != body.Length)
        {
            World.Problem($"an import promised {promised} bytes and sent {body.Length}");
        }

        process.Pass(Moment.ImportBegun, name);
        if (mailbox.FindFolder(folder.Id) is null)
        {
            throw Trouble.NoFolder();
        }

        var length = (int)(body.Length / 4 * 3);
        var fate = Dice.NextDouble() - Weather.LostImport;
        if (fate < 0)
        {
            await process.PauseAsync(cancellationToken).ConfigureAwait(false);
            throw Trouble.Uncertain();
        }

        if (mailbox.Used + length > mailbox.Quota)
        {
            throw Trouble.Full(Address);
        }

        if ((fate -= Weather.LateImport) < 0)
        {
            CommitLater(folder, name, length);
            throw Trouble.Uncertain();
        }

        try
        {
            await process.PauseAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception end) when (end is ProcessKilledException or OperationCanceledException)
        {
            // The request is at the service already; nobody hears of the answer.
            if (Dice.Next(2) == 0)
            {
                CommitLater(folder, name, length);
            }

            throw;
        }

        var item = Commit(folder, name, length);
        process.Pass(Moment.ImportCommitted, $"{name} as {item.Facts.Id} in '{folder.Path}'");
        await process.PauseAsync(cancellationToken).ConfigureAwait(false);
        if (fate - Weather.LostAnswer < 0)
        {
            throw Trouble.Uncertain();
        }

        process.Pass(Moment.ImportAnswered, name);
        return new ImportedItem(item.Facts.Id, item.Facts.ChangeKey, item.Facts.ShardId);
    }

    private void CommitLater(MailboxFolder folder, string name, int length) =>
        World.Later((Settled - Weather.LongestStaleness) * Dice.NextDouble(), () =>
        {
            World.Note("committed late", $"{name} in '{folder.Path}'");
            Commit(folder, name, length);
        });

    private SimulatedItem Commit(MailboxFolder folder, string name, int length)
    {
        var item = World.Arrive(mailbox, folder.Id, name, length, Weather.LongestStaleness * Dice.NextDouble());
        return item;
    }
}
