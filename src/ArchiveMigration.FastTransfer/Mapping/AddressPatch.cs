namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>A value of the content that is replaced, or a whole property that is taken out.</summary>
/// <param name="Offset">Where the value begins, in bytes of the content without records' headers, after its length.</param>
/// <param name="OldLength">Bytes of the value there.</param>
/// <param name="OldStart">Where those bytes are kept in the plan.</param>
/// <param name="NewStart">Where the bytes that take its place begin in the plan.</param>
/// <param name="NewLength">How many those are; for a value of fixed size the same number.</param>
/// <param name="IsFixed">Whether the value is of a fixed size, without a length before it.</param>
/// <param name="Removed">The tag of the property that is taken out, which has one value and no name; none when only the value is replaced.</param>
internal readonly record struct AddressPatch(long Offset, uint OldLength, int OldStart, int NewStart, int NewLength, bool IsFixed, PropertyTag Removed = default)
{
    /// <summary>Whether the property is taken out: nothing takes its place.</summary>
    public bool IsRemoval => Removed != default;

    /// <summary>Where the bytes that change begin: with the tag of a property that is taken out, else with the length, if there is one.</summary>
    public long Start => Offset - (IsFixed ? 0 : sizeof(uint)) - (IsRemoval ? PropertyDefinitionLayout.TagSize : 0);

    /// <summary>Where the bytes that stay go on.</summary>
    public long End => Offset + OldLength;

    /// <summary>By how many bytes the content grows.</summary>
    public long Growth => IsRemoval ? Start - End : (long)NewLength - OldLength;
}
