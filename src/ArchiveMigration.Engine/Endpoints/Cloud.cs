namespace ArchiveMigration.Engine.Endpoints;

/// <summary>The addresses of one cloud. Tokens, redirects and import URLs are accepted only from and to these hosts.</summary>
/// <param name="Name">Which cloud.</param>
/// <param name="Authority">Entra ID's address, for example <c>https://login.microsoftonline.com/</c>.</param>
/// <param name="Graph">Microsoft Graph's address, for example <c>https://graph.microsoft.com/</c>.</param>
/// <param name="ImportHosts">Hosts (with <c>:port</c> where it is not 443) that an import URL may point to.</param>
/// <param name="TlsThumbprint">For a custom cloud: SHA-256 thumbprint (hex) of the only server certificate to accept; null = the machine's trust.</param>
public sealed record Cloud(CloudName Name, Uri Authority, Uri Graph, IReadOnlyList<string> ImportHosts, string? TlsThumbprint = null);
