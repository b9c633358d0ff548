using System.Net;
using ArchiveMigration.Engine.Exchange.Http;

namespace ArchiveMigration.Engine.Tests.Exchange;

public class RetryPolicyTests
{
    [Fact]
    public void A_wait_that_is_asked_for_is_never_cut_short()
    {
        RetryPolicy.Patience patience = new RetryPolicy(new Random(1)).Start();

        TimeSpan? wait = patience.Next(Trouble.Throttled, TimeSpan.FromSeconds(200));

        Assert.InRange(wait!.Value.TotalSeconds, 200, 201);
    }

    [Fact]
    public void Without_a_word_waits_are_short_and_regular_and_end_after_ten_attempts()
    {
        RetryPolicy.Patience patience = new RetryPolicy(new Random(1)).Start();

        List<double> waits = [];
        while (patience.Next(Trouble.Throttled) is { } wait)
        {
            waits.Add(wait.TotalSeconds);
        }

        double[] expected = [15, 30, 45, 60, 60, 60, 60, 60, 60];
        Assert.Equal(expected.Length, waits.Count);
        Assert.All(expected.Zip(waits), pair => Assert.InRange(pair.Second, pair.First * 0.8, pair.First * 1.2));
    }

    [Fact]
    public void Server_errors_end_patience_sooner()
    {
        RetryPolicy.Patience patience = new RetryPolicy(new Random(1)).Start();

        Assert.NotNull(patience.Next(Trouble.ServerError));
        Assert.NotNull(patience.Next(Trouble.ServerError));
        Assert.NotNull(patience.Next(Trouble.ServerError));
        Assert.Null(patience.Next(Trouble.ServerError));
    }

    [Fact]
    public void A_wait_of_hours_is_not_sat_out() =>
        Assert.Null(new RetryPolicy(new Random(1)).Start().Next(Trouble.Throttled, TimeSpan.FromHours(5)));

    [Theory]
    [InlineData(429, "TooManyRequests", "", Trouble.Throttled)]
    [InlineData(400, "ApplicationThrottled", "", Trouble.Throttled)]
    [InlineData(503, "ErrorServerBusy", "", Trouble.Throttled)]
    [InlineData(503, "serviceNotAvailable", "", Trouble.Unavailable)]
    [InlineData(504, null, "", Trouble.Unavailable)]
    [InlineData(400, "ErrorMailboxMoveInProgress", "ErrorMailboxMoveInProgress", Trouble.Unavailable)]
    [InlineData(500, "ErrorInternalServerError", "", Trouble.ServerError)]
    [InlineData(502, null, "", Trouble.ServerError)]
    [InlineData(500, "ErrorInternalServerError", "inner ErrorQuotaExceeded", null)]
    [InlineData(500, "ErrorInternalServerError", "inner ErrorItemCorrupt", null)]
    [InlineData(403, "ErrorAccessDenied", "", null)]
    [InlineData(404, "ErrorItemNotFound", "", null)]
    public void Bad_moments_are_told_from_answers(int status, string? code, string body, object? expected) => Assert.Equal(
        (Trouble?)expected,
        RetryPolicy.Classify(new ServiceFailure { Status = (HttpStatusCode)status, Code = code, Body = body }));
}
