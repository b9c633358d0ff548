namespace ArchiveMigration.Sandbox.Inspection;

/// <summary>
/// A file that appears whole or not at all: it is written beside its place under another name and moved there at the end.
/// Disposed of before that, it leaves nothing, and what was there before stays.
/// </summary>
internal sealed class ReplacementFile : IDisposable
{
    private readonly string _path;
    private readonly string _temporaryPath;
    private bool _isCommitted;

    /// <exception cref="IOException">The file cannot be made there.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be made there.</exception>
    public ReplacementFile(string path)
    {
        _path = Path.GetFullPath(path);
        if (Directory.Exists(_path))
        {
            throw new IOException($"'{path}' is a directory; name a file in it.");
        }

        _temporaryPath = $"{_path}.{Path.GetRandomFileName()}.tmp";
        Stream = new FileStream(_temporaryPath, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 81_920);
    }

    /// <summary>Where to write.</summary>
    public FileStream Stream { get; }

    /// <summary>Puts the file into its place, over what is there.</summary>
    public void Commit()
    {
        Stream.Dispose();
        File.Move(_temporaryPath, _path, overwrite: true);
        _isCommitted = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stream.Dispose();
        if (!_isCommitted)
        {
            File.Delete(_temporaryPath);
        }
    }
}
