using System.Net;
using System.Net.Http.Json;
using ArchiveMigration.Sandbox.Faults;
using ArchiveMigration.Sandbox.Limits;
using ArchiveMigration.Sandbox.Tests.Hosting;

namespace ArchiveMigration.Sandbox.Tests.Limits;

public sealed class LimitTests
{
    [Fact]
    public async Task The_fifth_request_at_once_for_a_mailbox_is_refused_and_another_mailbox_is_not_affected()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.TokenAsync(sandbox.Scenario.Source);
        sandbox.Host.Faults.Add(new SandboxFault(FaultKind.Slow) { Mailbox = sandbox.SourceArchive.Id, Count = 4, Delay = TimeSpan.FromSeconds(30) });
        using var cancel = new CancellationTokenSource();
        var slow = Enumerable.Range(0, 4).Select(_ => GetAsync(sandbox, cancel.Token)).ToArray();
        while (sandbox.Host.Faults.Happened.GetValueOrDefault(FaultKind.Slow) < 4)
        {
            await Task.Yield();
        }

        using var fifth = await sandbox.GetAsync(sandbox.SourceArchive, "folders");
        using var elsewhere = await sandbox.GetAsync(sandbox.Source.PrimaryMailbox!, "folders");

        Assert.Equal(HttpStatusCode.TooManyRequests, fifth.StatusCode);
        Assert.Equal(5, sandbox.Host.PeakConcurrency(sandbox.SourceArchive));
        var error = (await RunningSandbox.JsonAsync(fifth))["error"]!;
        Assert.Equal("ApplicationThrottled", error["code"]!.GetValue<string>());
        Assert.Contains("MailboxConcurrency", error["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.True(fifth.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, elsewhere.StatusCode);
        await cancel.CancelAsync();
        await Task.WhenAll(slow);
    }

    [Fact]
    public async Task Requests_are_counted_in_a_sliding_window()
    {
        var time = new ManualTimeProvider();
        await using var sandbox = await RunningSandbox.StartAsync(time, new SandboxLimits { Requests = 3 });
        for (var i = 0; i < 3; i++)
        {
            using var passed = await sandbox.GetAsync(sandbox.SourceArchive, "folders");
            Assert.Equal(HttpStatusCode.OK, passed.StatusCode);
            time.Advance(TimeSpan.FromMinutes(1));
        }

        using var refused = await sandbox.GetAsync(sandbox.SourceArchive, "folders");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromMinutes(7), refused.Headers.RetryAfter!.Delta);

        time.Advance(TimeSpan.FromMinutes(7));
        using var later = await sandbox.GetAsync(sandbox.SourceArchive, "folders");
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }

    [Fact]
    public async Task Uploads_are_counted_in_bytes_and_the_wait_is_told()
    {
        var time = new ManualTimeProvider();
        await using var sandbox = await RunningSandbox.StartAsync(time, new SandboxLimits { UploadBytes = 10_000 });
        var folder = sandbox.DestinationArchive.Root.AddFolder("To");
        var session = await sandbox.OpenSessionAsync(sandbox.DestinationArchive);
        using var first = await sandbox.ImportAsync(session, folder, TestItems.Mail(1, 5000));
        using var second = await sandbox.ImportAsync(session, folder, TestItems.Mail(2, 5000));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.Contains("IncomingBytes", (await RunningSandbox.JsonAsync(second))["error"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromMinutes(5), second.Headers.RetryAfter!.Delta);
        Assert.Equal(1, sandbox.Host.Traffic.Refusals["ApplicationThrottled"]);
    }

    [Fact]
    public async Task What_each_mailbox_was_asked_can_be_looked_up()
    {
        await using var sandbox = await RunningSandbox.StartAsync(new ManualTimeProvider(), new SandboxLimits { UploadBytes = 10_000 });
        var folder = sandbox.DestinationArchive.Root.AddFolder("To");
        var session = await sandbox.OpenSessionAsync(sandbox.DestinationArchive);
        using var first = await sandbox.ImportAsync(session, folder, TestItems.Mail(1, 5000));
        using var refused = await sandbox.ImportAsync(session, folder, TestItems.Mail(2, 5000));

        var all = await sandbox.Client.GetFromJsonAsync<MailboxTraffic[]>(new Uri(sandbox.Host.GraphUrl, "/sandbox/traffic"));

        var traffic = Assert.Single(all!, entry => entry.Mailbox == sandbox.DestinationArchive.Id);
        Assert.Equal((3, 1), (traffic.RequestCount, traffic.RefusedCount));
        Assert.InRange(traffic.UploadedBytes, 5000, 10_000);
    }

    [Fact]
    public void An_amount_over_the_whole_limit_passes_when_it_is_alone()
    {
        var window = new SlidingWindow();
        var now = DateTimeOffset.UnixEpoch;
        var five = TimeSpan.FromMinutes(5);

        Assert.True(window.TryTake(now, five, 150, 200, out _));
        Assert.False(window.TryTake(now.AddMinutes(4), five, 150, 1, out var wait));
        Assert.Equal(TimeSpan.FromMinutes(1), wait);
        Assert.True(window.TryTake(now.AddMinutes(5), five, 150, 1, out _));
        Assert.False(window.TryTake(now.AddMinutes(5), five, 150, 200, out _));
    }

    [Fact]
    public async Task Time_can_be_shrunk_and_limits_switched_off()
    {
        var time = new ManualTimeProvider();
        var limits = new SandboxLimits { Requests = 1, TimeScale = 100 };
        await using var sandbox = await RunningSandbox.StartAsync(time, limits);
        using var first = await sandbox.GetAsync(sandbox.SourceArchive, "folders");
        using var refused = await sandbox.GetAsync(sandbox.SourceArchive, "folders");
        Assert.Equal(TimeSpan.FromSeconds(6), refused.Headers.RetryAfter!.Delta);

        limits.Enabled = false;
        using var free = await sandbox.GetAsync(sandbox.SourceArchive, "folders");
        Assert.Equal(HttpStatusCode.OK, free.StatusCode);
    }

    private static async Task GetAsync(RunningSandbox sandbox, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(sandbox.Host.GraphUrl, RunningSandbox.PathOf(sandbox.SourceArchive, "folders")));
        request.Headers.Authorization = new("Bearer", await sandbox.TokenAsync(sandbox.Scenario.Source));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sandbox.Client.SendAsync(request, cancellationToken));
    }
}
