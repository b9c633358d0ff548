using ArchiveMigration.FastTransfer;

namespace ArchiveMigration.Sandbox.Items;

/// <summary>One writing of an item: what it is about, where it goes to, and how many bytes it is to be stuffed with.</summary>
internal sealed class ItemScript
{
    /// <summary>No body is longer; what remains becomes a file.</summary>
    private const long MostInBody = 256 * 1024;

    public ItemScript(FastTransferWriter writer, PropertyBag bag, ItemDraft draft, long filler)
    {
        Writer = writer;
        Bag = bag;
        Draft = draft;
        Filler = filler;
        Random = new SeededRandom(draft.ContentSeed);
    }

    public FastTransferWriter Writer { get; }

    /// <summary>The properties of the part in the making.</summary>
    public PropertyBag Bag { get; }

    public ItemDraft Draft { get; }

    public Language Language => Draft.Language;

    public SeededRandom Random { get; }

    /// <summary>Bytes to stuff the item with.</summary>
    public long Filler { get; }

    /// <summary>The part of <see cref="Filler"/> that fits a body.</summary>
    public long BodyFiller => Math.Min(Filler, MostInBody);

    /// <summary>The rest of it.</summary>
    public long FileFiller => Filler - BodyFiller;

    /// <summary>Bytes of text in a body before it is stuffed.</summary>
    public int LeastText => Draft.IsLean ? 100 : 600;

    public byte[] NewId(int size) => Random.Bytes(size);
}
