using ArchiveMigration.Engine.Exchange.Http;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions.Authentication;

namespace ArchiveMigration.Engine.Exchange.Directory;

/// <summary>
/// The directory, through Microsoft's SDK: these calls it types well. Nothing else uses the SDK, and nothing loads it before
/// the directory is asked.
/// </summary>
internal sealed class GraphDirectory : IDisposable
{
    private readonly HttpClient http;
    private readonly GraphServiceClient graph;

    public GraphDirectory(GraphTransport transport)
    {
        // The transport signs, retries and explains; the SDK only writes the URLs and reads the answers.
        http = new HttpClient(new DirectoryHandler(transport)) { Timeout = Timeout.InfiniteTimeSpan };
        graph = new GraphServiceClient(http, new AnonymousAuthenticationProvider(), new Uri(transport.Border.Cloud.Graph, "v1.0").AbsoluteUri);
    }

    /// <summary>The organization's name.</summary>
    public async Task<string?> ReadOrganizationNameAsync(CancellationToken cancellationToken)
    {
        OrganizationCollectionResponse? answer = await graph.Organization
            .GetAsync(request => request.QueryParameters.Select = ["id", "displayName"], cancellationToken).ConfigureAwait(false);
        return answer?.Value?.FirstOrDefault()?.DisplayName;
    }

    /// <summary>The object id of the one user who has an address among all his addresses, or null.</summary>
    public async Task<string?> FindUserAsync(string address, CancellationToken cancellationToken)
    {
        string literal = address.Replace("'", "''", StringComparison.Ordinal);
        UserCollectionResponse? answer = await graph.Users.GetAsync(
            request =>
            {
                request.QueryParameters.Filter = $"proxyAddresses/any(p:p eq 'smtp:{literal}')";
                request.QueryParameters.Select = ["id"];
                request.QueryParameters.Top = 2;
            },
            cancellationToken).ConfigureAwait(false);
        return answer?.Value is [{ Id: { } id }] ? id : null;
    }

    public void Dispose()
    {
        graph.Dispose();
        http.Dispose();
    }
}
