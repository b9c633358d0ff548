using System.Runtime.CompilerServices;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Chaos.Simulation;

internal sealed partial class MailboxView
{
    public async IAsyncEnumerable<ExportedItem> ExportAsync(IReadOnlyList<MailboxItem> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken).ConfigureAwait(false);
        var order = items.ToArray();
        if (Dice.Next(3) == 0)
        {
            Dice.Shuffle(order);
        }

        foreach (var item in order)
        {
            if (Dice.Next(3) == 0)
            {
                await process.PauseAsync(cancellationToken).ConfigureAwait(false);
                Trouble.Pass(process, Weather.Failing / 4);
            }

            process.Pass(Moment.Exported, item.Id);
            yield return Answer(item);
        }
    }

    private ExportedItem Answer(MailboxItem item)
    {
        if (mailbox.FindItem(item.Id) is not { } stored)
        {
            return new ExportedItem(item, Trouble.NoItem());
        }

        if (stored.IsCorrupt)
        {
            return new ExportedItem(item, Trouble.Corrupt());
        }

        if (Dice.NextDouble() < Weather.Failing / 4)
        {
            return new ExportedItem(item, Trouble.Passing(Dice));
        }

        var text = ItemText.Make(stored.Content, stored.Length);
        return Dice.NextDouble() < Weather.BreakingContent
            ? new ExportedItem(item, new BreakingStream(text.AsMemory(0, Dice.Next(text.Length)), Trouble.Passing(Dice)))
            : new ExportedItem(item, new MemoryStream(text, writable: false));
    }
}
