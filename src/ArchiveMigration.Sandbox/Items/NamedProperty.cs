using ArchiveMigration.FastTransfer;

namespace ArchiveMigration.Sandbox.Items;

/// <summary>A named property as the pretend mailboxes map it: the id is theirs, the name is what counts.</summary>
internal readonly record struct NamedProperty(PropertyTag Tag, PropertyName Name)
{
    public NamedProperty(ushort id, ushort type, Guid set, uint lid)
        : this(new PropertyTag(id, type), new PropertyName(set, lid))
    {
    }

    public NamedProperty(ushort id, ushort type, Guid set, string name)
        : this(new PropertyTag(id, type), new PropertyName(set, name))
    {
    }
}
