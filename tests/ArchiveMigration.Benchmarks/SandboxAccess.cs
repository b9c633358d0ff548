namespace ArchiveMigration.Benchmarks;

/// <summary>What a client needs to know of the pretend service.</summary>
internal sealed record SandboxAccess(Uri Authority, Uri Graph, string ImportHost, string TlsThumbprint, TenantAccess Source, TenantAccess Destination);
