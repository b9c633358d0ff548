using System.Net;
using ArchiveMigration.Engine.Exchange.Http;

namespace ArchiveMigration.Engine.Tests.Exchange;

public class ServiceFailureTests
{
    [Theory]
    [InlineData("""{"error":{"code":"ErrorAccessDenied","message":"Access is denied.","innerError":{"request-id":"r-1"}}}""", "ErrorAccessDenied", "Access is denied.", "r-1")]
    [InlineData("{\"Message\":\"Invalid import session. The target session is expected in mailbox MBX:x.\"}", null, "Invalid import session. The target session is expected in mailbox MBX:x.", null)]
    [InlineData("""{"error":"invalid_client","error_description":"AADSTS7000215: Invalid\r\nTrace ID: 1","correlation_id":"c-1"}""", "invalid_client", "AADSTS7000215: Invalid Trace ID: 1", "c-1")]
    [InlineData("<html>Bad gateway</html>", null, null, null)]
    [InlineData("{\"error\":{\"code\":\"", null, null, null)]
    [InlineData("[]", null, null, null)]
    [InlineData("", null, null, null)]
    public async Task Every_shape_of_a_no_is_understood(string body, string? code, string? message, string? requestId)
    {
        ServiceFailure failure = await ReadAsync(ScriptedService.Answer(HttpStatusCode.BadRequest, body));

        Assert.Equal((code, message, requestId), (failure.Code, failure.Message, failure.RequestId));
        Assert.Equal(code ?? "HTTP 400", failure.CodeOrStatus);
    }

    [Fact]
    public async Task The_request_id_of_the_head_is_preferred()
    {
        ServiceFailure failure = await ReadAsync(ScriptedService.Answer(
            HttpStatusCode.BadRequest, """{"error":{"code":"X","innerError":{"request-id":"inner"}}}""", ("request-id", "head"), ("client-request-id", "ours")));

        Assert.Equal("head", failure.RequestId);
    }

    [Fact]
    public async Task A_wait_is_read_in_seconds_and_as_a_date()
    {
        var time = new Ledger.ManualTimeProvider(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

        Assert.Equal(TimeSpan.FromSeconds(37), (await ReadAsync(ScriptedService.Answer(HttpStatusCode.TooManyRequests, "", ("Retry-After", "37")), time)).RetryAfter);
        Assert.Equal(TimeSpan.FromSeconds(90), (await ReadAsync(ScriptedService.Answer(HttpStatusCode.TooManyRequests, "", ("Retry-After", "Tue, 24 Nov 2026 12:01:30 GMT")), time)).RetryAfter);
        Assert.Equal(TimeSpan.Zero, (await ReadAsync(ScriptedService.Answer(HttpStatusCode.TooManyRequests, "", ("Retry-After", "Tue, 24 Nov 2026 11:00:00 GMT")), time)).RetryAfter);
        Assert.Null((await ReadAsync(ScriptedService.Answer(HttpStatusCode.TooManyRequests, ""), time)).RetryAfter);
    }

    private static Task<ServiceFailure> ReadAsync(HttpResponseMessage response, TimeProvider? time = null) =>
        ServiceFailure.ReadAsync(response, time ?? TimeProvider.System, default);
}
