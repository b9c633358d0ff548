namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>
/// What mapping will change in an item: the first pass's result and the second's instructions. It holds the values
/// that change, old and new, and those that go. Valid until its <see cref="AddressPlanner"/> is reset.
/// </summary>
public sealed class AddressPlan
{
    private AddressPatch[] patches = new AddressPatch[32];

    internal AddressPlan()
    {
    }

    /// <summary>Whether there is anything to change, and if it may be.</summary>
    public MappingOutcome Outcome { get; private set; }

    /// <summary>How many addresses change: groups of properties that name one person, reply-to entries, list members, and texts with addresses, each once.</summary>
    public int AddressCount { get; internal set; }

    /// <summary>How many groups, lists and texts were left although a rule may be for them, since they hold something that is not understood.</summary>
    public int LeftCount { get; internal set; }

    /// <summary>How many <see cref="RetentionProperties"/> are taken out.</summary>
    public int RemovedCount { get; private set; }

    /// <summary>Why the item is not mapped, or null.</summary>
    public string? Reason { get; private set; }

    /// <summary>How many values of properties are replaced, and properties taken out.</summary>
    public int PatchCount { get; private set; }

    /// <summary>By how many bytes the content, without records' headers, grows; negative when it shrinks.</summary>
    public long ContentGrowth { get; private set; }

    /// <summary>Bytes of the item's content, without records' headers, before mapping.</summary>
    public long ContentLength { get; private set; }

    internal ByteArena NewBytes { get; } = new();

    internal ReadOnlySpan<AddressPatch> Patches => patches.AsSpan(0, PatchCount);

    internal ReadOnlySpan<byte> OldBytesOf(in AddressPatch patch) => NewBytes[patch.OldStart, (int)patch.OldLength];

    internal ReadOnlySpan<byte> BytesOf(in AddressPatch patch) => NewBytes[patch.NewStart, patch.NewLength];

    internal void Add(in AddressPatch patch)
    {
        if (PatchCount == patches.Length)
        {
            Array.Resize(ref patches, PatchCount * 2);
        }

        patches[PatchCount++] = patch;
        ContentGrowth += patch.Growth;
        RemovedCount += patch.IsRemoval ? 1 : 0;
    }

    internal void Complete(long contentLength)
    {
        ContentLength = contentLength;
        Outcome = PatchCount > 0 ? MappingOutcome.Mapped : MappingOutcome.NothingToMap;
    }

    internal void Refuse(string reason)
    {
        Clear();
        Outcome = MappingOutcome.NotMapped;
        Reason = reason;
    }

    internal void Clear()
    {
        Outcome = MappingOutcome.NothingToMap;
        AddressCount = 0;
        LeftCount = 0;
        RemovedCount = 0;
        Reason = null;
        PatchCount = 0;
        ContentGrowth = 0;
        ContentLength = 0;
        NewBytes.Clear();
    }
}
