using ArchiveMigration.FastTransfer.Items;
using ArchiveMigration.Sandbox.Graph;
using ArchiveMigration.Sandbox.Hosting;
using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Sandbox.Import;

/// <summary>Puts an item that arrived into its folder: limits, new id, new change key, created now.</summary>
internal sealed class ImportCommit(SandboxRuntime runtime, SandboxMailbox mailbox, ImportTarget target)
{
    /// <summary>What the store adds to an item; its size differs from the stream's length and from the size at the source.</summary>
    private const int StoreOverhead = 768;

    /// <exception cref="GraphException">The content is no item, too long, or does not fit.</exception>
    public (string ItemId, string ChangeKey) Store(ImportSink sink, SpooledContent? content)
    {
        var behaviour = runtime.Options.Exchange;
        if (sink.IsTooLong)
        {
            throw new GraphException(StatusCodes.Status413PayloadTooLarge, "ErrorMessageSizeExceeded", "The message exceeds the maximum supported size.");
        }

        ItemSummary summary;
        byte[] hash;
        try
        {
            (summary, hash) = sink.Complete();
        }
        catch (InvalidDataException exception)
        {
            throw new GraphException(StatusCodes.Status400BadRequest, "ErrorCorruptData", $"The data is corrupt. {exception.Message}");
        }

        var folder = target.Folder!;
        if (folder.Items.Count >= behaviour.MaximumItemsPerFolder)
        {
            throw new GraphException(StatusCodes.Status500InternalServerError, "ErrorInternalServerError", "Cannot save changes made to an item to store.")
            {
                InnerCode = "ErrorQuotaExceeded",
            };
        }

        var now = runtime.Options.Time.GetUtcNow();
        var facts = new ItemFacts(
            summary.MessageClass ?? "IPM",
            summary.Subject,
            !behaviour.ImportKeepsSearchKey ? Guid.NewGuid().ToByteArray() : summary.SearchKey.IsEmpty ? default(ReadOnlyMemory<byte>?) : summary.SearchKey,
            now,
            behaviour.ImportKeepsLastModified ? summary.LastModified ?? now : now,
            summary.DeliveryTime,
            sink.Length + StoreOverhead)
        {
            MessageId = summary.MessageId,
            Submitted = summary.SubmitTime,
        };
        if (!mailbox.TryReserve(facts.Size, now))
        {
            throw new GraphException(behaviour.QuotaStatus, "ErrorQuotaExceeded", "The mailbox has exceeded its quota.");
        }

        var serial = Put(folder, new StoredItem(facts, sink.Length, hash, content));
        return (OpaqueId.Item(folder.Mailbox.Id, folder.Number, serial), folder.Items.Find(serial)?.ChangeKey ?? string.Empty);
    }

    private int Put(SandboxFolder folder, StoredItem item)
    {
        if (target.Replaces is not { } serial)
        {
            return folder.Items.Add(item);
        }

        var old = folder.Items.Find(serial)?.Facts.Size ?? 0;
        if (!folder.Items.Replace(serial, item))
        {
            mailbox.Release(item.Facts.Size);
            throw GraphException.ItemNotFound();
        }

        mailbox.Release(old);
        return serial;
    }
}
