namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>One value that can hold an address, and what takes its place.</summary>
internal struct CapturedValue
{
    /// <summary>What <see cref="NewLength"/> is when the value stays.</summary>
    public const int Unchanged = -1;

    public int Slot;
    public ushort Type;
    public bool IsFixed;

    /// <summary>Where the value begins in the content, after its length.</summary>
    public long Offset;

    /// <summary>Where its bytes were kept.</summary>
    public int Start;
    public int Length;

    /// <summary>Where the bytes are that take its place.</summary>
    public int NewStart;
    public int NewLength;
}
