using System.Globalization;

namespace ArchiveMigration.Sandbox.Msg.Compound;

/// <summary>The bytes of a compound file, read by position and never beyond the length the file had when it was opened.</summary>
internal sealed class CompoundSource(Stream stream)
{
    public long Length { get; } = stream.Length;

    /// <summary>Fills <paramref name="buffer"/> from <paramref name="offset"/>.</summary>
    /// <exception cref="MsgFormatException">The file ends before.</exception>
    public void Read(long offset, Span<byte> buffer, string what)
    {
        RequireRange(offset, buffer.Length, what);
        stream.Position = offset;
        if (stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) < buffer.Length)
        {
            throw new MsgFormatException($"the file became shorter while {what} was read", offset);
        }
    }

    /// <exception cref="MsgFormatException">The range does not lie within the file.</exception>
    public void RequireRange(long offset, long count, string what)
    {
        if (count > Length - offset)
        {
            throw new MsgFormatException(
                string.Create(CultureInfo.InvariantCulture, $"the file is cut off: {what} needs {count} bytes here, but the file has only {Length}"),
                offset);
        }
    }
}
