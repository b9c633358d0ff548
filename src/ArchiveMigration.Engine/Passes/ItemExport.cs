using System.Threading.Channels;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes.Mapping;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// Exports one batch. An item that fits in memory is handed to an import lane; a larger one is imported from here, straight out
/// of the open answer.
/// </summary>
internal sealed class ItemExport(PassContext context, ItemImport import, RetryBook retries, ChannelWriter<ItemInHand> ready) : IDisposable
{
    private readonly MappedLargeItems? mappedLarge = context.Mapping is { } mapping ? new MappedLargeItems(context, mapping, import, retries) : null;

    private readonly UploadEstimate estimate = new();

    /// <summary>Room at the destination for the batch in hand, as far as its items have not taken it.</summary>
    private UploadRoom? room;

    /// <summary>Exports the batch; every item of it is handed on, imported, decided or left Pending.</summary>
    public async Task RunAsync(IReadOnlyList<LedgerItem> batch, CancellationToken stop, CancellationToken abort)
    {
        context.Meter.EnterFolder(batch[0].FolderPath);
        var open = batch.ToDictionary(item => item.Source.Id);
        List<Measured> measured = [];

        // First the right to upload, then the content: what waited in memory for the destination's limit would be missing for other mailboxes.
        using var kept = room = await KeepRoomAsync(batch, stop).ConfigureAwait(false);
        try
        {
            var sources = batch.Select(item => item.Source).ToArray();
            await foreach (var answer in context.Source.ExportAsync(sources, stop).ConfigureAwait(false))
            {
                if (!open.Remove(answer.Item.Id, out var item))
                {
                    continue;
                }

                if (answer.Content is null)
                {
                    await import.FailAsync(item, answer.Error!, isAboutTheItem: true).ConfigureAwait(false);
                }
                else
                {
                    await TakeAsync(item, answer.Content, measured, stop, abort).ConfigureAwait(false);
                }
            }
        }
        catch (MigrationException failure)
        {
            retries.RequestFailed(failure);
            foreach (var item in open.Values)
            {
                await import.FailAsync(item, failure, isAboutTheItem: false).ConfigureAwait(false);
            }
        }

        kept?.Dispose();

        // Only now, when the answer above has given its place at the mailbox back: lanes that held one and asked for another would wait for each other.
        foreach (var item in measured)
        {
            await ExportMeasuredAsync(item, stop, abort).ConfigureAwait(false);
        }

        if (mappedLarge is not null)
        {
            await mappedLarge.ImportAsync(stop, abort).ConfigureAwait(false);
        }
    }

    public void Dispose() => mappedLarge?.Dispose();

    private async Task TakeAsync(LedgerItem item, Stream text, List<Measured> measured, CancellationToken stop, CancellationToken abort)
    {
        ItemBuffer buffer;
        var report = context.Mapping?.GivenUp(item.Key);
        try
        {
            buffer = await ItemBuffer.ReadAsync(text, context.Budget, stop).ConfigureAwait(false);
            if (!buffer.IsWhole && mappedLarge is not null && report is null)
            {
                report = await mappedLarge.TakeAsync(item, buffer, text, stop).ConfigureAwait(false);
                if (report is null)
                {
                    return;
                }
            }
            else if (!buffer.IsWhole && context.Options.LargeItemTransfer == LargeItemTransfer.ContentLength)
            {
                buffer.Release();
                measured.Add(new Measured(item, buffer.Length + await MeasureAsync(text, stop).ConfigureAwait(false), report));
                return;
            }
        }
        catch (MigrationException broken)
        {
            retries.RequestFailed(broken);
            await import.FailAsync(item, broken, isAboutTheItem: false).ConfigureAwait(false);
            return;
        }

        if (!buffer.IsWhole)
        {
            await using var streamed = new ForwardedContent(buffer, text, length: null) { Room = room };
            await import.RunAsync(item, streamed, report, abort).ConfigureAwait(false);
            return;
        }

        retries.Succeeded();
        estimate.Learn(item.Source.Size, buffer.Length);
        var content = new BufferedContent(buffer) { Room = room?.Split(UploadEstimate.Of(buffer.Length)) };
        try
        {
            if (context.Mapping is { } mapping)
            {
                report = await mapping.Mappers.MapAsync(buffer, stop).ConfigureAwait(false);
            }

            await HandOnAsync(new ItemInHand(item, content, report), stop).ConfigureAwait(false);
        }
        catch
        {
            await content.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // Not WriteAsync: one that is cancelled in the moment in which it begins to wait throws, and .NET 10 delivers the item all the same (dotnet/runtime#132094). Its buffer, given back
    // here, would then be sent from there.
    private async Task HandOnAsync(ItemInHand inHand, CancellationToken stop)
    {
        while (!ready.TryWrite(inHand))
        {
            await ready.WaitToWriteAsync(stop).ConfigureAwait(false);
        }
    }

    private async Task ExportMeasuredAsync(Measured measured, CancellationToken stop, CancellationToken abort)
    {
        var item = measured.Item;
        using var exact = await context.KeepUploadRoomAsync(item, UploadEstimate.Of(measured.Length), stop).ConfigureAwait(false);
        try
        {
            await foreach (var answer in context.Source.ExportAsync([item.Source], stop).ConfigureAwait(false))
            {
                if (answer.Content is null)
                {
                    await import.FailAsync(item, answer.Error!, isAboutTheItem: true).ConfigureAwait(false);
                    continue;
                }

                var head = await ItemBuffer.ReadAsync(answer.Content, context.Budget, stop).ConfigureAwait(false);
                await using var content = new ForwardedContent(head, answer.Content, measured.Length) { Room = exact };
                await import.RunAsync(item, content, measured.Report, abort).ConfigureAwait(false);
            }
        }
        catch (MigrationException broken)
        {
            retries.RequestFailed(broken);
            await import.FailAsync(item, broken, isAboutTheItem: false).ConfigureAwait(false);
        }
    }

    private async Task<UploadRoom?> KeepRoomAsync(IReadOnlyList<LedgerItem> batch, CancellationToken cancellationToken)
    {
        // An item that is only read at first is not held in memory; others use the room better meanwhile.
        var expected = estimate.Of(batch);
        var isReadFirst = mappedLarge is not null || context.Options.LargeItemTransfer == LargeItemTransfer.ContentLength;
        return batch.Count == 1 && expected > ItemBuffer.MostBuffered && isReadFirst
            ? null
            : await context.KeepUploadRoomAsync(batch[0], expected, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<long> MeasureAsync(Stream text, CancellationToken cancellationToken)
    {
        var length = 0L;
        await text.CopyToAsync(new CountedStream(Stream.Null, count => length += count), cancellationToken).ConfigureAwait(false);
        return length;
    }

    /// <summary>An item whose length is known now, to be exported again.</summary>
    private readonly record struct Measured(LedgerItem Item, long Length, MappingReport? Report);
}
