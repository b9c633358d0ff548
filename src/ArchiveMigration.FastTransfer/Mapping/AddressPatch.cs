namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>A value of the content that is replaced.</summary>
/// <param name="Offset">Where the value begins, in bytes of the content without records' headers, after its length.</param>
/// <param name="OldLength">Bytes of the value there.</param>
/// <param name="OldStart">Where those bytes are kept in the plan.</param>
/// <param name="NewStart">Where the bytes that take its place begin in the plan.</param>
/// <param name="NewLength">How many those are; for a value of fixed size the same number.</param>
/// <param name="IsFixed">Whether the value is of a fixed size, without a length before it.</param>
internal readonly record struct AddressPatch(long Offset, uint OldLength, int OldStart, int NewStart, int NewLength, bool IsFixed)
{
    /// <summary>Where the bytes that change begin: with the length, if there is one.</summary>
    public long Start => IsFixed ? Offset : Offset - sizeof(uint);

    /// <summary>Where the bytes that stay go on.</summary>
    public long End => Offset + OldLength;
}
