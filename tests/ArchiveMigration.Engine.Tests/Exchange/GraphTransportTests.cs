using System.Net;
using System.Security.Authentication;
using ArchiveMigration.Engine.Exchange.Http;

namespace ArchiveMigration.Engine.Tests.Exchange;

public class GraphTransportTests
{
    private const string Folder = ScriptedService.Main + "/folders/F1/items?$top=2";
    private const string There = ScriptedService.Mailboxes + "MBX:aux@tenant/folders/F9";

    [Fact]
    public async Task A_request_is_signed_and_marked()
    {
        using ScriptedService service = new ScriptedService().ThenJson("{}");

        await SendAsync(service);

        Asked asked = Assert.Single(service.Asked);
        Assert.Equal("Bearer token-0", asked.Authorization);
        Assert.StartsWith("ArchiveMigration/", asked.Headers["User-Agent"], StringComparison.Ordinal);
        Assert.True(Guid.TryParse(asked.Headers["client-request-id"], out _));
    }

    [Fact]
    public async Task When_one_request_is_asked_to_wait_the_whole_mailbox_waits()
    {
        using ScriptedService service = new ScriptedService()
            .ThenError(HttpStatusCode.TooManyRequests, "ApplicationThrottled", headers: ("Retry-After", "42"))
            .ThenJson("{}");
        GraphTransport transport = service.Transport();

        await using GraphAnswer answer = await transport.SendAsync(Call(Folder), default);

        Assert.True(answer.CameAfterThrottling);
        Assert.InRange(service.Time.Waits.Single(), TimeSpan.FromSeconds(41), TimeSpan.FromSeconds(43));
    }

    [Fact]
    public async Task A_pause_of_one_mailbox_is_none_of_another()
    {
        using ScriptedService service = new ScriptedService().ThenJson("{}");
        GraphTransport transport = service.Transport();
        transport.Gates.For("MBX:other@tenant").CloseFor(TimeSpan.FromHours(1));

        await (await transport.SendAsync(Call(Folder), default)).DisposeAsync();

        Assert.Empty(service.Time.Waits);
    }

    [Fact]
    public async Task Patience_with_throttling_ends_with_a_transient_failure()
    {
        using var service = new ScriptedService();
        for (int i = 0; i < RetryPolicy.MostAttempts; i++)
        {
            service.ThenError(HttpStatusCode.TooManyRequests, "TooManyRequests");
        }

        MigrationException failure = await FailAsync(service);

        Assert.Equal((ErrorIds.ServiceThrottled, true, "TooManyRequests", "inner-1"), (failure.ErrorId, failure.IsTransient, failure.ServiceCode, failure.RequestId));
        Assert.True(service.IsFinished);
    }

    [Fact]
    public async Task Server_errors_and_broken_connections_are_tried_again()
    {
        using ScriptedService service = new ScriptedService()
            .ThenError(HttpStatusCode.InternalServerError, "ErrorInternalServerError")
            .ThenBreak(new HttpRequestException(HttpRequestError.ConnectionError))
            .Then(HttpStatusCode.BadGateway)
            .ThenBreak(new IOException("reset"))
            .Then(HttpStatusCode.ServiceUnavailable, "", ("Retry-After", "3"))
            .ThenJson("{}");

        await SendAsync(service);

        Assert.True(service.IsFinished);
        Assert.Equal(5, service.Time.Waits.Count);
    }

    [Fact]
    public async Task An_endless_server_error_is_unavailable_and_a_dead_network_is_no_connection()
    {
        using var sick = new ScriptedService();
        using var dead = new ScriptedService();
        for (int i = 0; i < RetryPolicy.MostAttempts; i++)
        {
            sick.Then(HttpStatusCode.ServiceUnavailable);
            dead.ThenBreak(new HttpRequestException(HttpRequestError.NameResolutionError));
        }

        Assert.Equal((ErrorIds.ServiceUnavailable, true), Key(await FailAsync(sick)));
        MigrationException failure = await FailAsync(dead);
        Assert.Equal((ErrorIds.ConnectionFailed, true), Key(failure));
        Assert.Contains("graph.microsoft.com", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_not_tried_again()
    {
        using ScriptedService service = new ScriptedService()
            .ThenBreak(new HttpRequestException(HttpRequestError.SecureConnectionError, "tls", new AuthenticationException()));

        MigrationException failure = await FailAsync(service);

        Assert.Equal((ErrorIds.ConnectionFailed, false), Key(failure));
        Assert.Contains("thumbprint", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_answer_in_time_is_a_broken_connection()
    {
        using var service = new ScriptedService();
        service.Then(async (_, cancellationToken) =>
        {
            service.Time.RunTimeoutsOut();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException();
        }).ThenJson("{}");

        await SendAsync(service);

        Assert.True(service.IsFinished);
    }

    [Fact]
    public async Task A_refused_token_is_renewed_once()
    {
        using ScriptedService service = new ScriptedService().ThenError(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken").ThenJson("{}");
        await SendAsync(service);
        Assert.Equal(["Bearer token-0", "Bearer token-1"], service.Asked.Select(asked => asked.Authorization));

        using ScriptedService stubborn = new ScriptedService()
            .ThenError(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken")
            .ThenError(HttpStatusCode.Unauthorized, "InvalidAuthenticationToken");
        Assert.Equal((ErrorIds.EndpointAuthenticationFailed, false), Key(await FailAsync(stubborn)));
    }

    [Fact]
    public async Task A_redirect_is_followed_with_method_body_token_and_query()
    {
        using ScriptedService service = new ScriptedService()
            .Then(HttpStatusCode.PermanentRedirect, "", ("Location", There))
            .ThenJson("{}");
        GraphCall call = Call(Folder) with { Method = HttpMethod.Post, Body = "{\"a\":1}"u8.ToArray() };

        await using GraphAnswer answer = await service.Transport().SendAsync(call, default);

        Asked second = service.Asked[1];
        Assert.Equal(There + "/items?$top=2", second.Plain);
        Assert.Equal(("POST", "{\"a\":1}", "Bearer token-0"), (second.Method.Method, second.Body, second.Authorization));
        Assert.Equal("MBX:aux@tenant", answer.Source!.MailboxId);
    }

    [Theory]
    [InlineData("https://graph.microsoft.com.evil.example/beta/admin/exchange/mailboxes/MBX:aux@tenant/folders/F9")]
    [InlineData("https://evil.example/beta/admin/exchange/mailboxes/MBX:aux@tenant/folders/F9")]
    [InlineData("http://graph.microsoft.com/beta/admin/exchange/mailboxes/MBX:aux@tenant/folders/F9")]
    [InlineData("https://graph.microsoft.com:8443/beta/admin/exchange/mailboxes/MBX:aux@tenant/folders/F9")]
    [InlineData("https://user@graph.microsoft.com/beta/admin/exchange/mailboxes/MBX:aux@tenant/folders/F9")]
    [InlineData("https://graph.microsoft.com/beta/users/anna/messages")]
    [InlineData(Folder)] // A circle.
    public async Task A_redirect_to_anywhere_else_is_refused_and_nothing_is_sent_there(string location)
    {
        using ScriptedService service = new ScriptedService().Then(HttpStatusCode.PermanentRedirect, "", ("Location", location));

        MigrationException failure = await FailAsync(service);

        Assert.Equal(ErrorIds.RedirectRefused, failure.ErrorId);
        Assert.Single(service.Asked);
    }

    [Fact]
    public async Task Endless_redirects_end()
    {
        using var service = new ScriptedService();
        for (int i = 0; i < 6; i++)
        {
            service.Then(HttpStatusCode.TemporaryRedirect, "", ("Location", $"{There}{i}"));
        }

        Assert.Equal(ErrorIds.RedirectRefused, (await FailAsync(service)).ErrorId);
        Assert.InRange(service.Asked.Count, 3, 6);
    }

    [Fact]
    public async Task A_redirect_without_a_place_is_refused()
    {
        using ScriptedService service = new ScriptedService().Then(HttpStatusCode.PermanentRedirect);

        Assert.Equal(ErrorIds.RedirectRefused, (await FailAsync(service)).ErrorId);
    }

    [Fact]
    public async Task Waiting_ends_when_the_caller_cancels()
    {
        using var cancel = new CancellationTokenSource();
        using var service = new ScriptedService();
        service.Then((_, _) =>
        {
            cancel.Cancel();
            return Task.FromResult(ScriptedService.Answer(HttpStatusCode.ServiceUnavailable, "", ("Retry-After", "600")));
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => service.Transport().SendAsync(Call(Folder), cancel.Token));
    }

    [Fact]
    public async Task A_place_at_the_gate_is_given_back_whatever_happens()
    {
        using ScriptedService service = new ScriptedService();
        GraphTransport transport = service.Transport();
        for (int i = 0; i < 5; i++)
        {
            service.ThenError(HttpStatusCode.Forbidden, "ErrorAccessDenied");
            await Assert.ThrowsAsync<ServiceRefusedException>(() => transport.SendAsync(Call(Folder), default).WaitAsync(TimeSpan.FromMinutes(2)));
            service.ThenJson("{}");
            await (await transport.SendAsync(Call(Folder), default)).DisposeAsync();
        }

        Assert.Equal(10, service.Asked.Count);
    }

    private static GraphCall Call(string url) =>
        new(HttpMethod.Get, new Uri(url), GraphOperation.ListItems, "the archive of anna@contoso.com", "anna@contoso.com");

    private static async Task SendAsync(ScriptedService service) => await (await service.Transport().SendAsync(Call(Folder), default)).DisposeAsync();

    private static async Task<MigrationException> FailAsync(ScriptedService service) =>
        await Assert.ThrowsAnyAsync<MigrationException>(() => service.Transport().SendAsync(Call(Folder), default));

    private static (string, bool) Key(MigrationException failure) => (failure.ErrorId, failure.IsTransient);
}
