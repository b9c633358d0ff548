using System.Globalization;

namespace ArchiveMigration.Sandbox.Msg.Compound;

/// <summary>Builds the tree of storages and streams from the directory (MS-CFB 2.6); no entry may be reached twice.</summary>
internal sealed class CompoundDirectory
{
    /// <summary>How deep storages may lie in each other. An embedded message takes two; no mail program nests nearly as deep.</summary>
    private const int MaximumDepth = 128;

    private readonly CompoundSource _source;
    private readonly CompoundHeader _header;
    private readonly SectorLayout _layout;
    private readonly List<int> _sectors;
    private readonly bool[] _reached;

    private CompoundDirectory(CompoundSource source, CompoundHeader header, SectorLayout layout)
    {
        _source = source;
        _header = header;
        _layout = layout;
        _sectors = layout.Fat.ClaimChain(header.FirstDirectorySector, "the directory", 0x30);
        _reached = new bool[_sectors.Count * RecordsPerSector];
    }

    private int RecordsPerSector => _header.SectorSize / DirectoryRecord.Length;

    /// <summary>Reads the directory and gives its root storage with all that is in it.</summary>
    public static CompoundStorage Read(CompoundSource source, CompoundHeader header, SectorLayout layout) =>
        new CompoundDirectory(source, header, layout).ReadTree();

    private CompoundStorage ReadTree()
    {
        DirectoryRecord rootRecord = Reach(0, 0x30);
        if (rootRecord.Kind != DirectoryRecord.Root)
        {
            throw new MsgFormatException(string.Create(CultureInfo.InvariantCulture, $"the first directory entry is of kind {rootRecord.Kind} where the root (5) must be"), rootRecord.Offset + 0x42);
        }

        MiniStream mini = MiniStream.Read(_source, _header, _layout, rootRecord);
        var root = new CompoundStorage(rootRecord.Name, parent: null);
        var open = new Stack<(CompoundStorage Storage, DirectoryRecord Record, int Depth)>();
        open.Push((root, rootRecord, 0));
        while (open.TryPop(out var next))
        {
            if (next.Depth > MaximumDepth)
            {
                throw new MsgFormatException(string.Create(CultureInfo.InvariantCulture, $"storages lie more than {MaximumDepth} deep in each other"), next.Record.Offset);
            }

            foreach (DirectoryRecord child in ChildrenOf(next.Record))
            {
                CompoundEntry entry = child.Kind switch
                {
                    DirectoryRecord.Storage => new CompoundStorage(child.Name, next.Storage),
                    DirectoryRecord.Stream => NewStream(child, next.Storage, mini),
                    _ => throw new MsgFormatException(string.Create(CultureInfo.InvariantCulture, $"a directory entry in use is of kind {child.Kind}, neither storage (1) nor stream (2)"), child.Offset + 0x42),
                };
                if (!next.Storage.TryAdd(entry))
                {
                    throw new MsgFormatException($"two directory entries are called {entry.Path}", child.Offset);
                }

                if (entry is CompoundStorage storage)
                {
                    open.Push((storage, child, next.Depth + 1));
                }
            }
        }

        return root;
    }

    private CompoundStream NewStream(DirectoryRecord record, CompoundStorage parent, MiniStream mini)
    {
        string owner = parent.Parent is null ? record.Name : $"{parent.Path}/{record.Name}";
        Extent[] extents = record.Size >= CompoundHeader.MiniStreamCutoff
            ? _layout.Claim(record.Start, record.Size, owner, record.Offset + 0x74)
            : mini.Claim(record.Start, record.Size, owner, record.Offset + 0x74);
        return new CompoundStream(record.Name, parent, _source, extents, record.Size);
    }

    // The entries of a storage form a binary tree of siblings; its order is of no use here, only that it is no net.
    private IEnumerable<DirectoryRecord> ChildrenOf(DirectoryRecord storage)
    {
        var links = new Stack<(uint Index, long PointerOffset)>();
        links.Push((storage.Child, storage.Offset + 0x4C));
        while (links.TryPop(out var link))
        {
            if (link.Index == DirectoryRecord.None)
            {
                continue;
            }

            DirectoryRecord record = Reach(link.Index, link.PointerOffset);
            links.Push((record.Right, record.Offset + 0x48));
            links.Push((record.Left, record.Offset + 0x44));
            yield return record;
        }
    }

    private DirectoryRecord Reach(uint index, long pointerOffset)
    {
        if (index >= _reached.Length)
        {
            throw new MsgFormatException(string.Create(CultureInfo.InvariantCulture, $"a link leads to directory entry {index}, but there are only {_reached.Length}"), pointerOffset);
        }

        if (_reached[index])
        {
            throw new MsgFormatException(string.Create(CultureInfo.InvariantCulture, $"two links lead to directory entry {index}"), pointerOffset);
        }

        _reached[index] = true;
        long offset = _layout.OffsetOf(_sectors[(int)index / RecordsPerSector]) + (index % RecordsPerSector * DirectoryRecord.Length);
        Span<byte> bytes = stackalloc byte[DirectoryRecord.Length];
        _source.Read(offset, bytes, "the directory");
        return DirectoryRecord.Parse(bytes, _header.MajorVersion, offset);
    }
}
