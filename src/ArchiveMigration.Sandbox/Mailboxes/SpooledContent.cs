using System.Buffers;

namespace ArchiveMigration.Sandbox.Mailboxes;

/// <summary>One item's content in the spool file: the pieces in order, neighbours joined.</summary>
public sealed class SpooledContent(SpoolFile file)
{
    private readonly List<(long Offset, long Length)> pieces = [];

    public void Append(ReadOnlySpan<byte> piece)
    {
        var offset = file.Append(piece);
        if (pieces.Count > 0 && pieces[^1] is var last && last.Offset + last.Length == offset)
        {
            pieces[^1] = (last.Offset, last.Length + piece.Length);
        }
        else
        {
            pieces.Add((offset, piece.Length));
        }
    }

    /// <summary>Gives back the room of a list that grew by doubling; a million items are kept.</summary>
    public void Complete() => pieces.TrimExcess();

    public void CopyTo(Stream output)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            foreach (var (offset, length) in pieces)
            {
                for (long done = 0; done < length;)
                {
                    var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, length - done));
                    file.Read(offset + done, part);
                    output.Write(part);
                    done += part.Length;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
