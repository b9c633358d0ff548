using Microsoft.Identity.Client;

namespace ArchiveMigration.Engine.Exchange.Authentication;

/// <summary>Makes the sign-in library use our connections, with their proxy and their pinned certificate.</summary>
internal sealed class MsalHttp(HttpClient http) : IMsalHttpClientFactory
{
    public HttpClient GetHttpClient() => http;
}
