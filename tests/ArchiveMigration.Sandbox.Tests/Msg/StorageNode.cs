namespace ArchiveMigration.Sandbox.Tests.Msg;

/// <summary>A storage to be written by <see cref="CompoundFileBuilder"/>.</summary>
internal sealed class StorageNode
{
    public Dictionary<string, byte[]> Streams { get; } = [];

    public Dictionary<string, StorageNode> Storages { get; } = [];

    public StorageNode Add(string name, byte[] content)
    {
        Streams.Add(name, content);
        return this;
    }

    public StorageNode Storage(string name)
    {
        if (!Storages.TryGetValue(name, out StorageNode? storage))
        {
            storage = new StorageNode();
            Storages.Add(name, storage);
        }

        return storage;
    }
}
