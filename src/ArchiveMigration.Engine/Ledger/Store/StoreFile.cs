namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>The database file on disk, made so that only its owner can read it: it names people and holds encrypted secrets.</summary>
internal static class StoreFile
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerDirectory = OwnerFile | UnixFileMode.UserExecute;

    /// <summary>The full path; a link is followed, so that everybody finds the same files beside the database.</summary>
    public static string Resolve(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var full = Path.GetFullPath(path);
        return File.Exists(full) && File.ResolveLinkTarget(full, returnFinalTarget: true) is { } target ? target.FullName : full;
    }

    /// <summary>Makes the folder and an empty file where they are missing. SQLite gives its -wal and -shm files the rights of this one.</summary>
    public static void Prepare(string path)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } directory && !Directory.Exists(directory))
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(directory);
            }
            else
            {
                Directory.CreateDirectory(directory, OwnerDirectory);
            }
        }

        if (!File.Exists(path) && !Directory.Exists(path))
        {
            // OpenOrCreate: another process may make it at the same moment, and its content is SQLite's.
            using var created = OpenOwned(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        }
    }

    /// <summary>Opens a file; if it is made by this, only its owner may read and write it.</summary>
    public static FileStream OpenOwned(string path, FileMode mode, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        return new FileStream(path, options);
    }
}
