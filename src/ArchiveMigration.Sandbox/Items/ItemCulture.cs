namespace ArchiveMigration.Sandbox.Items;

/// <summary>Whose names and which language an item has.</summary>
public enum ItemCulture
{
    /// <summary>Any of the others, as the seed will have it.</summary>
    Any,
    English,
    German,
    Japanese,
    Arabic,
}
