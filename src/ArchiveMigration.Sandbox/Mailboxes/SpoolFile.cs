using Microsoft.Win32.SafeHandles;

namespace ArchiveMigration.Sandbox.Mailboxes;

/// <summary>
/// The temporary file that keeps imported content, so that memory holds only where it is. Many imports append at once,
/// each in pieces; the file disappears when the sandbox ends, however it ends.
/// </summary>
public sealed class SpoolFile : IDisposable
{
    private readonly SafeFileHandle handle;
    private long end;

    /// <summary>Makes it in the folder for temporary files.</summary>
    public SpoolFile()
        : this(Path.GetTempPath())
    {
    }

    /// <summary>Makes it in a folder.</summary>
    public SpoolFile(string folder) => handle = Open(Path.Combine(folder, $"archive-migration-sandbox-{Guid.NewGuid():N}.spool"));

    /// <summary>Bytes written so far, given-up imports included.</summary>
    public long Length => Interlocked.Read(ref end);

    /// <summary>Appends a piece and returns where it begins.</summary>
    public long Append(ReadOnlySpan<byte> piece)
    {
        var offset = Interlocked.Add(ref end, piece.Length) - piece.Length;
        RandomAccess.Write(handle, piece, offset);
        return offset;
    }

    /// <summary>Fills the buffer from an offset.</summary>
    public void Read(long offset, Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var read = RandomAccess.Read(handle, buffer, offset);
            if (read == 0)
            {
                throw new EndOfStreamException($"The spool file ends before offset {offset}.");
            }

            offset += read;
            buffer = buffer[read..];
        }
    }

    public void Dispose() => handle.Dispose();

    private static SafeFileHandle Open(string path)
    {
        var handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose | FileOptions.RandomAccess);
        if (!OperatingSystem.IsWindows())
        {
            // Windows deletes it however the process ends. Elsewhere a killed one would leave it: so its name goes at once, and its space with the handle.
            File.Delete(path);
        }

        return handle;
    }
}
