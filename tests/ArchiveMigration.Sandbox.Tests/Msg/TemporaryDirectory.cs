namespace ArchiveMigration.Sandbox.Tests.Msg;

/// <summary>A directory that is gone after the test.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("mail-");

    public string Path => _directory.FullName;

    public string Folder(params string[] names)
    {
        string path = System.IO.Path.Combine([Path, .. names]);
        Directory.CreateDirectory(path);
        return path;
    }

    public string Write(byte[] content, params string[] names)
    {
        Folder(names[..^1]);
        string path = System.IO.Path.Combine([Path, .. names]);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
