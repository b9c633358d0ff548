namespace ArchiveMigration.Sandbox.Msg.Compound;

/// <summary>A part of a stream that lies in one piece in the file.</summary>
/// <param name="StreamOffset">Where it starts in the stream, in bytes.</param>
/// <param name="FileOffset">Where it starts in the file, in bytes.</param>
/// <param name="Length">Its length in bytes.</param>
internal readonly record struct Extent(long StreamOffset, long FileOffset, long Length)
{
    /// <summary>Joins the sectors of a stream to as few pieces as possible.</summary>
    public static Extent[] Join(IEnumerable<long> sectorOffsets, int sectorSize, long size)
    {
        var extents = new List<Extent>();
        long done = 0;
        foreach (long offset in sectorOffsets)
        {
            long length = Math.Min(sectorSize, size - done);
            if (extents.Count > 0 && extents[^1].FileOffset + extents[^1].Length == offset)
            {
                extents[^1] = extents[^1] with { Length = extents[^1].Length + length };
            }
            else
            {
                extents.Add(new Extent(done, offset, length));
            }

            done += length;
        }

        return [.. extents];
    }
}
