using Microsoft.Win32.SafeHandles;

namespace ArchiveMigration.Sandbox.Mailboxes;

/// <summary>
/// The temporary file that keeps imported content, so that memory holds only where it is. Many imports append at once,
/// each in pieces; the file disappears when the sandbox ends.
/// </summary>
public sealed class SpoolFile : IDisposable
{
    private readonly SafeFileHandle handle = File.OpenHandle(
        Path.Combine(Path.GetTempPath(), $"archive-migration-sandbox-{Guid.NewGuid():N}.spool"),
        FileMode.CreateNew,
        FileAccess.ReadWrite,
        FileShare.None,
        FileOptions.DeleteOnClose | FileOptions.RandomAccess);

    private long end;

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
}
