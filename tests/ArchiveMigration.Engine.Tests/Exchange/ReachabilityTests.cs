using System.Net;
using ArchiveMigration.Engine.Exchange.Http;
using ArchiveMigration.Engine.Tests.Ledger;

namespace ArchiveMigration.Engine.Tests.Exchange;

public sealed class ReachabilityTests
{
    [Fact]
    public async Task A_service_is_unreachable_from_the_first_request_without_an_answer_to_the_next_answer_of_any_kind()
    {
        var time = new ManualTimeProvider();
        var line = new Line();
        using var handler = new ReachabilityHandler(line, time);
        using var http = new HttpMessageInvoker(handler);
        Assert.Null(handler.UnreachableSinceUtc);

        line.IsDown = true;
        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(http));
        DateTimeOffset first = time.GetUtcNow();
        time.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(http));
        Assert.Equal(first, handler.UnreachableSinceUtc);

        line.IsDown = false;
        (await AskAsync(http)).Dispose();
        Assert.Null(handler.UnreachableSinceUtc);
    }

    private static Task<HttpResponseMessage> AskAsync(HttpMessageInvoker http) => http.SendAsync(new HttpRequestMessage(HttpMethod.Get, "https://graph.microsoft.com/"), default);

    private sealed class Line : HttpMessageHandler
    {
        public bool IsDown { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => IsDown
            ? throw new HttpRequestException(HttpRequestError.NameResolutionError)
            : Task.FromResult(new HttpResponseMessage(HttpStatusCode.InternalServerError));
    }
}
