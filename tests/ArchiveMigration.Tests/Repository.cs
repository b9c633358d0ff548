namespace ArchiveMigration.Tests;

/// <summary>Where the checkout is that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ArchiveMigration.psd1")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No ArchiveMigration.psd1 above {AppContext.BaseDirectory}.");
    }
}
