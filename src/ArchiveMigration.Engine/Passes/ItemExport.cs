using System.Buffers;
using System.Threading.Channels;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// Exports one batch. An item that fits in memory is handed to an import lane; a larger one is imported from here, straight out
/// of the open answer.
/// </summary>
internal sealed class ItemExport(PassContext context, ItemImport import, RetryBook retries, ChannelWriter<ItemInHand> ready)
{
    /// <summary>Exports the batch; every item of it is handed on, imported, decided or left Pending.</summary>
    public async Task RunAsync(IReadOnlyList<LedgerItem> batch, CancellationToken stop, CancellationToken abort)
    {
        context.Meter.EnterFolder(batch[0].FolderPath);
        var open = batch.ToDictionary(item => item.Source.Id);
        List<(LedgerItem Item, long Length)> measured = [];
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

        // Only now, when the answer above has given its place at the mailbox back: lanes that held one and asked for another would wait for each other.
        foreach (var (item, length) in measured)
        {
            await ExportMeasuredAsync(item, length, stop, abort).ConfigureAwait(false);
        }
    }

    private async Task TakeAsync(LedgerItem item, Stream text, List<(LedgerItem Item, long Length)> measured, CancellationToken stop, CancellationToken abort)
    {
        ItemBuffer buffer;
        try
        {
            buffer = await ItemBuffer.ReadAsync(text, context.Budget, stop).ConfigureAwait(false);
            if (!buffer.IsWhole && context.Options.LargeItemTransfer == LargeItemTransfer.ContentLength)
            {
                buffer.Release();
                measured.Add((item, buffer.Length + await MeasureAsync(text, stop).ConfigureAwait(false)));
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
            await using var streamed = new StreamedContent(buffer, text, length: null);
            await import.RunAsync(item, streamed, abort).ConfigureAwait(false);
            return;
        }

        retries.Succeeded();
        var content = new BufferedContent(buffer);
        try
        {
            await ready.WriteAsync(new ItemInHand(item, content), stop).ConfigureAwait(false);
        }
        catch
        {
            await content.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task ExportMeasuredAsync(LedgerItem item, long length, CancellationToken stop, CancellationToken abort)
    {
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
                await using var content = new StreamedContent(head, answer.Content, length);
                await import.RunAsync(item, content, abort).ConfigureAwait(false);
            }
        }
        catch (MigrationException broken)
        {
            retries.RequestFailed(broken);
            await import.FailAsync(item, broken, isAboutTheItem: false).ConfigureAwait(false);
        }
    }

    private static async Task<long> MeasureAsync(Stream text, CancellationToken cancellationToken)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(ItemBuffer.SegmentSize);
        try
        {
            var length = 0L;
            int count;
            while ((count = await text.ReadAsync(bytes, cancellationToken).ConfigureAwait(false)) > 0)
            {
                length += count;
            }

            return length;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
