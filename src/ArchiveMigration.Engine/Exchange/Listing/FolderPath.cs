namespace ArchiveMigration.Engine.Exchange.Listing;

/// <summary>Writes folder paths: names joined by a slash, slashes and backslashes within a name escaped by a backslash.</summary>
internal static class FolderPath
{
    public static string Join(string? parentPath, string name)
    {
        string escaped = name.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("/", @"\/", StringComparison.Ordinal);
        return parentPath is null ? escaped : $"{parentPath}/{escaped}";
    }
}
