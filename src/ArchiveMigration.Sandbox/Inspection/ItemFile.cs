using System.Buffers;

namespace ArchiveMigration.Sandbox.Inspection;

/// <summary>A file with an exported item, as bytes or as base64 text; which of the two shows in its first bytes.</summary>
internal sealed class ItemFile
{
    private const int PieceSize = 81_920;
    private const int ProbeSize = 64;

    private static readonly SearchValues<byte> TextBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= \t\r\n"u8);

    private ItemFile(string path, bool isBase64, long length)
    {
        Path = path;
        IsBase64 = isBase64;
        Length = length;
    }

    public string Path { get; }

    /// <summary>Whether the file is base64 text.</summary>
    public bool IsBase64 { get; }

    /// <summary>Bytes of the file as it is.</summary>
    public long Length { get; }

    /// <summary>Looks at a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be read, for example because it is a directory.</exception>
    public static ItemFile Open(string path)
    {
        using var stream = OpenStream(path);
        Span<byte> probe = stackalloc byte[ProbeSize];
        var read = probe[..stream.ReadAtLeast(probe, ProbeSize, throwOnEndOfStream: false)];
        return new ItemFile(path, IsText(read), stream.Length);
    }

    /// <summary>Opens the file as it is.</summary>
    public FileStream OpenRead() => OpenStream(Path);

    /// <summary>The item's bytes, in pieces each of which is valid until the next.</summary>
    /// <exception cref="Base64TextException">The text is not base64; the bytes before that were given.</exception>
    public IEnumerable<ReadOnlyMemory<byte>> ReadPieces()
    {
        var decoder = IsBase64 ? new Base64Text() : null;
        var buffer = new byte[PieceSize];
        using var stream = OpenRead();
        int count;
        while ((count = stream.Read(buffer)) != 0)
        {
            yield return decoder is null ? buffer.AsMemory(0, count) : decoder.Decode(buffer.AsSpan(0, count));
            decoder?.ThrowIfBroken();
        }

        if (decoder is not null)
        {
            yield return decoder.Complete();
            decoder.ThrowIfBroken();
        }
    }

    // The bytes of an item start with 01 00, which no text does; UTF-16, as Windows PowerShell writes it, with FF FE.
    private static bool IsText(ReadOnlySpan<byte> start) =>
        !start.IsEmpty
        && (start.StartsWith(Base64Text.Utf16Mark) || start[(start.StartsWith(Base64Text.Utf8Mark) ? Base64Text.Utf8Mark.Length : 0)..].IndexOfAnyExcept(TextBytes) < 0);

    private static FileStream OpenStream(string path) =>
        new(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read, Options = FileOptions.SequentialScan });
}
