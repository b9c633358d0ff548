namespace ArchiveMigration.FastTransfer;

/// <summary>
/// A property tag: id in the upper half, type in the lower (MS-OXCDATA 2.9). On the wire the type comes first,
/// so that the little-endian <see cref="Value"/> is exactly the four bytes of the stream (MS-OXCFXICS 2.2.4.1).
/// </summary>
/// <param name="Value">Id and type as one number, for example 0x0037001F for PidTagSubject in Unicode.</param>
public readonly record struct PropertyTag(uint Value)
{
    /// <summary>Makes a tag of its two halves.</summary>
    public PropertyTag(ushort id, ushort type)
        : this(((uint)id << 16) | type)
    {
    }

    /// <summary>The property id; 0x8000 and above are named properties.</summary>
    public ushort Id => (ushort)(Value >> 16);

    /// <summary>The property type as sent (MS-OXCDATA 2.11.1, and 0x8000|code page for strings in uploads).</summary>
    public ushort Type => (ushort)Value;

    /// <summary>Whether a property set GUID and a LID or name follow the tag in the stream.</summary>
    public bool IsNamed => Id >= 0x8000;

    /// <inheritdoc/>
    public override string ToString() => $"0x{Value:X8}";
}
