using System.Globalization;

namespace ArchiveMigration.Engine.Logging;

/// <summary>Where the logs of a store are, unless told otherwise: a folder beside it, a file for each run, the oldest of which go.</summary>
internal static class LogFolder
{
    private const int MostFiles = 100;
    private const long MostBytes = 500L * 1024 * 1024;
    private const string Extension = ".jsonl";

    /// <summary>The folder of a store's logs.</summary>
    public static string Of(string storePath) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(storePath))!, "logs");

    /// <summary>The file of a run: a path that names a file is taken as it is, one that names a folder, or none, gets a file for the run in it.</summary>
    public static string FileFor(string? asked, string storePath, string runId, DateTimeOffset now)
    {
        if (asked is not null && !Directory.Exists(asked) && Path.HasExtension(asked))
        {
            return asked;
        }

        var folder = asked ?? Of(storePath);
        var store = Path.GetFileNameWithoutExtension(storePath);
        Prune(folder, store);
        return Path.Combine(folder, $"{store}.{now.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}.{runId}{Extension}");
    }

    // A folder that cannot be tidied is no reason to do anything else differently.
    private static void Prune(string folder, string store)
    {
        try
        {
            if (!Directory.Exists(folder))
            {
                return;
            }

            var bytes = 0L;
            var files = new DirectoryInfo(folder).GetFiles($"{store}.*{Extension}").OrderByDescending(file => file.Name, StringComparer.Ordinal).ToList();
            for (var index = 0; index < files.Count; index++)
            {
                bytes += files[index].Length;
                if (index >= MostFiles - 1 || bytes > MostBytes)
                {
                    files[index].Delete();
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
        }
    }
}
