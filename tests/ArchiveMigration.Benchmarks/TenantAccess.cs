namespace ArchiveMigration.Benchmarks;

/// <summary>How to sign in to one pretend tenant.</summary>
internal sealed record TenantAccess(string TenantId, string ClientId, string ClientSecret);
