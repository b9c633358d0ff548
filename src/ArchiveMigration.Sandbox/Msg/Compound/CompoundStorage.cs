using System.Diagnostics.CodeAnalysis;

namespace ArchiveMigration.Sandbox.Msg.Compound;

/// <summary>A storage: what a folder is in a file system.</summary>
public sealed class CompoundStorage : CompoundEntry
{
    private readonly Dictionary<string, CompoundEntry> _entries = new(StringComparer.OrdinalIgnoreCase);

    internal CompoundStorage(string name, CompoundStorage? parent)
        : base(name, parent)
    {
    }

    /// <summary>The storages and streams in it, in no particular order.</summary>
    public IReadOnlyCollection<CompoundEntry> Entries => _entries.Values;

    /// <summary>Finds a stream by its name.</summary>
    public bool TryGetStream(string name, [NotNullWhen(true)] out CompoundStream? stream)
    {
        stream = _entries.GetValueOrDefault(name) as CompoundStream;
        return stream is not null;
    }

    /// <summary>Finds a storage by its name.</summary>
    public bool TryGetStorage(string name, [NotNullWhen(true)] out CompoundStorage? storage)
    {
        storage = _entries.GetValueOrDefault(name) as CompoundStorage;
        return storage is not null;
    }

    internal bool TryAdd(CompoundEntry entry) => _entries.TryAdd(entry.Name, entry);
}
