using System.Diagnostics;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes;

namespace ArchiveMigration.Benchmarks;

/// <summary>
/// ceiling-…: how much of Microsoft's limits a migration uses, by the service's own books, and how often it is turned away. From a mailbox's first upload on whole
/// windows are looked at: in n windows at most n times the limit can pass, so the share cannot be more than 1.
/// </summary>
/// <param name="name">The benchmark's name.</param>
/// <param name="load">What is migrated; more than can pass.</param>
/// <param name="windows">How many windows are looked at.</param>
/// <param name="byBytes">Whether the limit of bytes is the one to reach, or that of requests.</param>
internal sealed class CeilingBenchmark(string name, Load load, int windows, bool byBytes)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private readonly PaceLimits limits = PaceLimits.Published.Faster(load.LimitSpeed);

    private TimeSpan Window => byBytes ? limits.UploadWindow : limits.RequestWindow;

    private double Limit => byBytes ? limits.UploadBytes : limits.Requests;

    public async Task<int> RunAsync(double bar)
    {
        await using var sandbox = await SandboxProcess.StartAsync(load);
        await using var migration = new MigrationUnderTest(sandbox.Access, load.Mailboxes, "Ceiling", limits);
        using var traffic = new TrafficLog(sandbox.Access, bytesThatBegin: load.Size);
        using var enough = new CancellationTokenSource();
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var run = migration.Engine.RunAsync(MigrationUnderTest.Project, new RunRequest(), migration, enough.Token);
        while (!run.IsCompleted && !traffic.Covers(windows * Window))
        {
            await Task.Delay(LookEvery);
            await traffic.LookAsync();
        }

        var busy = (Process.GetCurrentProcess().TotalProcessorTime - cpu) / watch.Elapsed;
        await enough.CancelAsync();
        var result = await run;
        if (result.Status != MigrationStatus.Stopped)
        {
            throw new InvalidOperationException($"The migration ended {result.Status} before its time: {result.Users[0].StatusDetail}");
        }

        var shares = sandbox.Access.DestinationArchives.Select(archive => traffic.In(archive, windows * Window, byBytes) / (windows * Limit)).Order().ToArray();
        var refused = (double)traffic.Refused / traffic.Requests;
        Console.WriteLine($"limits with time running {load.LimitSpeed:0.#} times faster: {windows} windows of {Window.TotalSeconds:0.#} s, {load.Mailboxes} mailboxes, items of {load.Size:N0} bytes");
        Console.WriteLine($"share of the limit: lowest {shares[0]:0.0000}, highest {shares[^1]:0.0000}; {traffic.Requests:N0} requests, {traffic.Refused:N0} turned away ({refused:0.00000}); engine used {busy:0.00} processors");
        return new Figure(name, shares[0], bar, HigherIsBetter: true, OtherConditions: refused < 0.001).Conclude();
    }
}
