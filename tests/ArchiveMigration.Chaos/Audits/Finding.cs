namespace ArchiveMigration.Chaos.Audits;

/// <summary>One thing that is not as it must be.</summary>
/// <param name="What">lost, duplicated or altered.</param>
/// <param name="User">Whose archive.</param>
/// <param name="Folder">Where.</param>
/// <param name="Item">Which item, and what happened to it.</param>
internal sealed record Finding(string What, string User, string Folder, string Item)
{
    public override string ToString() => $"{What}: {User}, '{Folder}': {Item}";
}
