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
                    await TakeAsync(item, answer.Content, stop, abort).ConfigureAwait(false);
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
    }

    private async Task TakeAsync(LedgerItem item, Stream text, CancellationToken stop, CancellationToken abort)
    {
        ItemBuffer buffer;
        try
        {
            buffer = await ItemBuffer.ReadAsync(text, context.Budget, stop).ConfigureAwait(false);
        }
        catch (MigrationException broken)
        {
            retries.RequestFailed(broken);
            await import.FailAsync(item, broken, isAboutTheItem: false).ConfigureAwait(false);
            return;
        }

        if (!buffer.IsWhole)
        {
            await ImportLargeAsync(item, buffer, text, stop, abort).ConfigureAwait(false);
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

    private async Task ImportLargeAsync(LedgerItem item, ItemBuffer head, Stream rest, CancellationToken stop, CancellationToken abort)
    {
        if (context.Options.LargeItemTransfer == LargeItemTransfer.Chunked)
        {
            await using var content = new StreamedContent(head, rest, length: null);
            await import.RunAsync(item, content, abort).ConfigureAwait(false);
            return;
        }

        head.Release();
        try
        {
            var length = head.Length + await MeasureAsync(rest, stop).ConfigureAwait(false);
            await foreach (var again in context.Source.ExportAsync([item.Source], stop).ConfigureAwait(false))
            {
                if (again.Content is null)
                {
                    await import.FailAsync(item, again.Error!, isAboutTheItem: true).ConfigureAwait(false);
                    continue;
                }

                var fresh = await ItemBuffer.ReadAsync(again.Content, context.Budget, stop).ConfigureAwait(false);
                await using var content = new StreamedContent(fresh, again.Content, length);
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
