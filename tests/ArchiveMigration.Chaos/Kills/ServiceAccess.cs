namespace ArchiveMigration.Chaos.Kills;

/// <summary>What a worker needs to know of the pretend service.</summary>
internal sealed record ServiceAccess(Uri Authority, Uri Graph, string ImportHost, string TlsThumbprint, string SourceTenant, string SourceClient, string DestinationTenant, string DestinationClient, string Secret);
