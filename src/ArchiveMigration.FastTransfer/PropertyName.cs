namespace ArchiveMigration.FastTransfer;

/// <summary>
/// The identity of a named property: a property set and either a number or a name (MS-OXCDATA 2.6.1).
/// The id at or above 0x8000 in the stream is only the source mailbox's mapping of it.
/// </summary>
public readonly record struct PropertyName
{
    /// <summary>A property named by a number.</summary>
    public PropertyName(Guid set, uint lid)
    {
        Set = set;
        Lid = lid;
        Name = null;
    }

    /// <summary>A property named by a string.</summary>
    public PropertyName(Guid set, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Set = set;
        Lid = 0;
        Name = name;
    }

    /// <summary>The property set.</summary>
    public Guid Set { get; }

    /// <summary>The long id; meaningful only when <see cref="Name"/> is null.</summary>
    public uint Lid { get; }

    /// <summary>The name, or null for a property named by a number.</summary>
    public string? Name { get; }

    /// <inheritdoc/>
    public override string ToString() => Name is null ? $"{{{Set}}}/0x{Lid:X4}" : $"{{{Set}}}/{Name}";
}
