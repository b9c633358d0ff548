namespace ArchiveMigration.Sandbox.Msg.Compound;

/// <summary>
/// A compound file (MS-CFB, versions 3 and 4) opened for reading. Everything but the contents of the streams is read and checked
/// when it is opened: a file that opens has every byte of every stream. Not safe for several threads at once.
/// </summary>
public sealed class CompoundFile : IDisposable
{
    private readonly Stream _stream;
    private readonly bool _leaveOpen;

    private CompoundFile(Stream stream, bool leaveOpen, CompoundStorage root)
    {
        _stream = stream;
        _leaveOpen = leaveOpen;
        Root = root;
    }

    /// <summary>The root storage.</summary>
    public CompoundStorage Root { get; }

    /// <summary>Opens a compound file.</summary>
    /// <param name="stream">The file; it must be seekable.</param>
    /// <param name="leaveOpen">Whether <paramref name="stream"/> stays open when the compound file is disposed.</param>
    /// <exception cref="MsgFormatException">The file is damaged or is no compound file.</exception>
    public static CompoundFile Open(Stream stream, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var source = new CompoundSource(stream);
        CompoundHeader header = CompoundHeader.Read(source);
        var layout = SectorLayout.Read(source, header);
        return new CompoundFile(stream, leaveOpen, CompoundDirectory.Read(source, header, layout));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_leaveOpen)
        {
            _stream.Dispose();
        }
    }
}
