namespace ArchiveMigration.Sandbox.Exchange;

/// <summary>The folder's content is in another shard: 308 and where.</summary>
internal sealed class RedirectException(string location) : Exception
{
    public string Location { get; } = location;
}
