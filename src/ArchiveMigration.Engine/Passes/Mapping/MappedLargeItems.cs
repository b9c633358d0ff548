using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Passes.Mapping;

/// <summary>
/// The items of one answer that are too large to hold, with mapping on: each is exported once for the plan and once more for the upload. Where its
/// length has to be known beforehand, an item with something to map is exported a third time in between, since its length is known only once it
/// is written. The further exports wait until the answer is closed: a lane that held one open and asked for another place at the mailbox could
/// wait for lanes that do the same.
/// </summary>
internal sealed class MappedLargeItems(PassContext context, PassMapping mapping, ItemImport import, RetryBook retries) : IDisposable
{
    private readonly StreamPlanner planner = new(mapping.Mappers.Rules);
    private readonly List<LedgerItem> unread = [];
    private (LedgerItem Item, MappingReport Report)? planned;

    private bool NeedsLength => context.Options.LargeItemTransfer == LargeItemTransfer.ContentLength;

    /// <summary>
    /// Takes an item whose export is open. The plan of one can be held; others of the same answer are read later, alone. An item whose beginning shows
    /// that it cannot be mapped is not taken: it can go on at once, and the answer is its report.
    /// </summary>
    /// <exception cref="MigrationException">The export broke off.</exception>
    public async Task<MappingReport?> TakeAsync(LedgerItem item, ItemBuffer head, Stream rest, CancellationToken stop)
    {
        if (planned is not null)
        {
            head.Release();
            unread.Add(item);
            return null;
        }

        if (!planner.Begin(head) && !NeedsLength)
        {
            return planner.Complete();
        }

        planned = (item, await PlanAsync(head, rest, stop).ConfigureAwait(false));
        return null;
    }

    /// <summary>Imports what was taken, once the answer is closed.</summary>
    public async Task ImportAsync(CancellationToken stop, CancellationToken abort)
    {
        if (planned is { } first)
        {
            planned = null;
            await ImportAsync(first.Item, first.Report, stop, abort).ConfigureAwait(false);
        }

        foreach (var item in unread)
        {
            MappingReport? report = null;
            await ExportAsync(item, ReadAsync, stop).ConfigureAwait(false);
            if (report is not null)
            {
                await ImportAsync(item, report, stop, abort).ConfigureAwait(false);
            }

            async Task ReadAsync(Stream text)
            {
                var head = await ItemBuffer.ReadAsync(text, context.Budget, stop).ConfigureAwait(false);
                planner.Begin(head);
                report = await PlanAsync(head, text, stop).ConfigureAwait(false);
            }
        }

        unread.Clear();
    }

    public void Dispose() => planner.Dispose();

    private async Task<MappingReport> PlanAsync(ItemBuffer head, Stream rest, CancellationToken stop)
    {
        head.Release();
        await planner.ReadAsync(rest, NeedsLength, stop).ConfigureAwait(false);
        retries.Succeeded();
        return planner.Complete();
    }

    private async Task ImportAsync(LedgerItem item, MappingReport report, CancellationToken stop, CancellationToken abort)
    {
        long? length = NeedsLength ? planner.TextLength : null;
        if (planner.IsMapped && NeedsLength && (length = await RehearseAsync(item, stop).ConfigureAwait(false)) is null)
        {
            return;
        }

        using var room = await context.KeepUploadRoomAsync(item, length is { } known ? UploadEstimate.Of(known) : UploadEstimate.Guess(item), stop).ConfigureAwait(false);
        await ExportAsync(item, UploadAsync, stop).ConfigureAwait(false);

        async Task UploadAsync(Stream text)
        {
            if (planner.IsMapped)
            {
                await using var rewritten = new RewrittenContent(planner.Plan, text, length) { Room = room };
                await import.RunAsync(item, rewritten, report, abort).ConfigureAwait(false);
                GiveUpOn(item, rewritten.Failure);
                return;
            }

            var head = await ItemBuffer.ReadAsync(text, context.Budget, stop).ConfigureAwait(false);
            await using var content = new ForwardedContent(head, text, length) { Room = room };
            await import.RunAsync(item, content, report, abort).ConfigureAwait(false);
        }
    }

    private async Task<long?> RehearseAsync(LedgerItem item, CancellationToken stop)
    {
        (long? Length, string? Failure) rehearsed = default;
        await ExportAsync(item, async text => rehearsed = await RewrittenContent.RehearseAsync(planner.Plan, text, stop).ConfigureAwait(false), stop).ConfigureAwait(false);
        if (rehearsed.Failure is { } failure)
        {
            GiveUpOn(item, failure);
            await import.FailAsync(item, RewrittenContent.NotTheSame(failure), isAboutTheItem: true).ConfigureAwait(false);
        }

        return rehearsed.Length;
    }

    private void GiveUpOn(LedgerItem item, string? failure)
    {
        if (failure is not null)
        {
            mapping.GiveUp(item.Key, failure);
        }
    }

    /// <summary>Exports an item alone, and decides it when it cannot be.</summary>
    private async Task ExportAsync(LedgerItem item, Func<Stream, Task> use, CancellationToken stop)
    {
        try
        {
            await foreach (var answer in context.Source.ExportAsync([item.Source], stop).ConfigureAwait(false))
            {
                if (answer.Content is null)
                {
                    await import.FailAsync(item, answer.Error!, isAboutTheItem: true).ConfigureAwait(false);
                }
                else
                {
                    await use(answer.Content).ConfigureAwait(false);
                }
            }
        }
        catch (MigrationException broken)
        {
            retries.RequestFailed(broken);
            await import.FailAsync(item, broken, isAboutTheItem: false).ConfigureAwait(false);
        }
    }
}
