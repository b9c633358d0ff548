namespace ArchiveMigration.Engine.Tests.Exchange;

/// <summary>Loses some connections before anything of the body is sent.</summary>
internal sealed class UnreachableImports(int failures) : DelegatingHandler
{
    private int left = failures;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        left-- > 0 ? throw new HttpRequestException(HttpRequestError.ConnectionError) : base.SendAsync(request, cancellationToken);
}
