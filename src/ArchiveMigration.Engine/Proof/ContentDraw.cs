namespace ArchiveMigration.Engine.Proof;

/// <summary>
/// Which items' contents are compared. Drawn by search key, so that both sides draw the same without knowing of each other, and copies are
/// drawn together; each key has the same chance.
/// </summary>
internal sealed class ContentDraw
{
    private readonly ulong below;

    public ContentDraw(decimal share, long seed)
    {
        (Share, Seed) = (share, share < 1 ? seed : 0);
        below = (ulong)(Math.Clamp(share, 0, 1) * ulong.MaxValue);
    }

    public decimal Share { get; }

    public long Seed { get; }

    public bool IsAny => Share > 0;

    public bool Draws(long key) => Share >= 1 || (IsAny && ProofHash.Mix(key, Seed) < below);
}
