using ArchiveMigration.Engine.Exchange.Http;

namespace ArchiveMigration.Engine.Exchange.Directory;

/// <summary>Carries the SDK's requests, all of them reads, over our transport. Failures leave it already explained.</summary>
internal sealed class DirectoryHandler(GraphTransport transport) : HttpMessageHandler
{
    private const string Subject = "the tenant's directory";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri url = transport.Border.CheckDirectoryUrl(request.RequestUri!, Subject, transport.Border.Cloud.Graph.Host);
        GraphOperation operation = url.AbsolutePath.EndsWith("/organization", StringComparison.OrdinalIgnoreCase) ? GraphOperation.ReadTenant : GraphOperation.FindUser;
        var call = new GraphCall(request.Method, url, operation, Subject, transport.Border.Cloud.Graph.Host);
        await using GraphAnswer answer = await transport.SendAsync(call, cancellationToken).ConfigureAwait(false);
        var whole = new MemoryStream();
        try
        {
            await using Stream body = await answer.OpenAsync().ConfigureAwait(false);
            await body.CopyToAsync(whole, answer.Clock.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (ConnectionFailures.IsConnectionFailure(e) || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw ConnectionFailures.BrokenOff(Subject, call.Target, e);
        }

        whole.Position = 0;
        var response = new HttpResponseMessage(answer.Response.StatusCode) { RequestMessage = request, Content = new StreamContent(whole) };
        response.Content.Headers.ContentType = answer.Response.Content.Headers.ContentType;
        return response;
    }
}
