namespace ArchiveMigration.Engine.Proof;

/// <summary>An item of a listing in numbers, as it is kept until both sides are compared.</summary>
internal struct ListedRow
{
    /// <summary>The number by which it is matched; see <see cref="ProofStore.KeyOf"/>.</summary>
    public long Key;

    /// <summary>Its second key, when <see cref="HasSecond"/>.</summary>
    public long Second;

    /// <summary>At the source the hash by which the ledger knows it; at the destination one that tells it from others.</summary>
    public long Id;

    /// <summary>Bytes as the service reports them.</summary>
    public long Size;

    /// <summary>When it came to its mailbox, UTC ticks; 0 = not known.</summary>
    public long Created;

    /// <summary>Its folder's number.</summary>
    public int Folder;

    /// <summary>Its mailbox's number.</summary>
    public int Shard;

    /// <summary>Its message class's number.</summary>
    public int Class;

    /// <summary>By what it is recognised.</summary>
    public byte Keyed;

    /// <summary>Whether it has a second key.</summary>
    public bool HasSecond;

    /// <summary>At the source 1 + the number of the rule that leaves it out; 0 = none does.</summary>
    public short Rule;
}
