using ArchiveMigration.Engine.Ledger;

namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// How much an import of items will upload, told before they are exported. The size that Exchange reports is a hint only (an item of 95 KB was seen to
/// export as 3.8 MB), so the ratio is learned from the items that came before.
/// </summary>
internal sealed class UploadEstimate
{
    /// <summary>What surrounds the text in a request; a folder's id is the largest part of it.</summary>
    public const int Envelope = 512;

    /// <summary>Bytes of base64 text for each byte.</summary>
    public const double Base64 = 4.0 / 3;
    private const double Slack = 1.1;
    private const double Forgetting = 0.95;

    // As if one megabyte had been seen to be just its base64 text.
    private double sizes = 1 << 20;
    private double lengths = Base64 * (1 << 20);

    /// <summary>Bytes for all items of a batch.</summary>
    public long Of(IReadOnlyList<LedgerItem> batch) =>
        batch.Sum(item => (long)(item.Source.Size * Math.Max(Base64, lengths / sizes) * Slack) + Envelope);

    /// <summary>Bytes for one item of which nothing is known but its reported size.</summary>
    public static long Guess(LedgerItem item) => (long)(item.Source.Size * Base64 * Slack) + Envelope;

    /// <summary>Bytes for an item whose text is known.</summary>
    public static long Of(long textLength) => textLength + Envelope;

    /// <summary>An item of a reported size had a text of that length.</summary>
    public void Learn(long size, long textLength)
    {
        sizes = (sizes * Forgetting) + size;
        lengths = (lengths * Forgetting) + textLength;
    }
}
