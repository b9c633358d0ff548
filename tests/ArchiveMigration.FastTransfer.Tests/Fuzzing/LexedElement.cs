namespace ArchiveMigration.FastTransfer.Tests.Fuzzing;

/// <summary>What an element of a <see cref="LexedItem"/> is.</summary>
internal enum LexedKind : byte
{
    Marker,
    Deletion,
    Property,
    Value,
}

/// <summary>Where an element stands.</summary>
internal enum LexedPlace : byte
{
    Message,
    Recipient,
    Attachment,
}

/// <summary>A marker, a property's definition, or one value of the property before it.</summary>
/// <param name="Kind">Which of these.</param>
/// <param name="Place">Whose it is.</param>
/// <param name="Tag">The marker, the tag, or for a value that of its property.</param>
/// <param name="Start">Where it begins in the content; a value of variable size with its length.</param>
/// <param name="Offset">Where the name of a property or the bytes of a value begin.</param>
/// <param name="Length">Bytes of that name or value.</param>
/// <param name="Count">Values of a property.</param>
internal readonly record struct LexedElement(LexedKind Kind, LexedPlace Place, uint Tag, int Start, int Offset, int Length, int Count)
{
    public int End => Offset + Length;

    /// <summary>Whether a length stands before the value.</summary>
    public bool HasLength => Kind == LexedKind.Value && Start != Offset;

    public ushort Id => (ushort)(Tag >> 16);

    public ushort Type => (ushort)Tag;
}
