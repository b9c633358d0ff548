using System.Diagnostics;
using System.Globalization;
using ArchiveMigration.Chaos.Audits;
using ArchiveMigration.Chaos.Simulation;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Proof;
using ArchiveMigration.Sandbox.Hosting;
using ArchiveMigration.Sandbox.Mailboxes;
using ArchiveMigration.Sandbox.Scenarios;

namespace ArchiveMigration.Chaos.Kills;

/// <summary>
/// Kills a migrating process again and again, while the source changes under it and the service has every fault; then lets it come to its end in peace and
/// holds what is in the destination's archives against all that was ever at the source.
/// </summary>
internal sealed class KillCommand : IAsyncDisposable
{
    private const int UsersAtWork = 5;
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(20);

    private readonly int kills;
    private readonly int seed;
    private readonly ItemKinds kinds;
    private readonly TextWriter output;
    private readonly Random dice;
    private readonly SandboxScenario scenario;
    private readonly SandboxHost host;
    private readonly ServiceAccess access;
    private readonly History history = new();
    private readonly Dictionary<string, (SandboxArchive Source, SandboxMailbox? Destination)> archives = [];
    private readonly List<string> atWork = [];
    private readonly string directory = Directory.CreateTempSubdirectory("am-kills-").FullName;
    private WorkerProcess spare;
    private int starts;
    private int lostStores;
    private bool isKept;

    private KillCommand(int kills, int seed, ItemKinds kinds, TextWriter output, SandboxScenario scenario, SandboxHost host)
    {
        this.kills = kills;
        this.seed = seed;
        this.kinds = kinds;
        this.output = output;
        this.scenario = scenario;
        this.host = host;
        dice = new Random(seed);
        access = new ServiceAccess(
            host.AuthorityUrl,
            host.GraphUrl,
            host.ImportHost,
            host.TlsThumbprint,
            scenario.Source.InitialDomain,
            scenario.SourceApplication.ClientId.ToString(),
            scenario.Destination.InitialDomain,
            scenario.DestinationApplication.ClientId.ToString(),
            scenario.ClientSecret);
        spare = StartWorker();
    }

    private string Store => Path.Combine(directory, "migrations.db");

    /// <summary>Starts the service and runs it all; the answer is the exit code.</summary>
    public static async Task<int> RunAsync(int kills, int seed, ItemKinds kinds, TextWriter output)
    {
        var scenario = SandboxScenario.Empty(seed);
        await using var host = await SandboxHost.StartAsync(new SandboxOptions { Tenants = scenario.Tenants, Exchange = { HashOnly = true } });
        await using var command = new KillCommand(kills, seed, kinds, output, scenario, host);
        return await command.RunAsync();
    }

    public ValueTask DisposeAsync()
    {
        spare.Dispose();
        if (!isKept)
        {
            Directory.Delete(directory, recursive: true);
        }

        return ValueTask.CompletedTask;
    }

    private async Task<int> RunAsync()
    {
        var watch = Stopwatch.StartNew();
        var nextTold = TellEvery;
        FaultWeather.Raise(host.Faults, seed);
        var killed = 0;
        while (killed < kills)
        {
            AddUsers();
            killed += await LiveAsync() ? 1 : 0;
            ChangeSources();
            if (dice.Next(12) == 0)
            {
                LoseStore();
            }

            if (watch.Elapsed >= nextTold)
            {
                nextTold += TellEvery;
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {watch.Elapsed.TotalSeconds,4:F0} s  {killed} kills, {archives.Count - atWork.Count} users done, {history.Count} items, {lostStores} stores lost"));
            }
        }

        var ended = await EndInPeaceAsync();
        var proof = await ProveAsync();
        var verdict = history.Judge(archives.Where(pair => pair.Value.Destination is not null).SelectMany(pair => SandboxArrivals.Of(pair.Key, pair.Value.Destination!)));
        verdict.Findings.Take(40).ToList().ForEach(finding => output.WriteLine(finding.ToString()));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{starts} processes, {archives.Count} users, {history.Count} items, {lostStores} stores lost, {host.Faults.Happened.Values.Sum()} faults in {watch.Elapsed.TotalSeconds:F0} s ({Environment.CpuUsage.TotalTime.TotalSeconds:F0} s of this process); seed {seed}, kinds {kinds}"));
        isKept = !ended || !verdict.IsClean || proof.Verdict != ProofVerdict.Complete;
        if (isKept)
        {
            output.WriteLine($"The store and what the processes told are kept in {directory}");
        }

        ProofText.ProblemsOf(proof).Take(40).ToList().ForEach(output.WriteLine);
        output.WriteLine(ProofText.Summarize(proof));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"kills {killed}, lost {verdict.Lost}, duplicated {verdict.Duplicated}, altered {verdict.Altered}"));
        return isKept ? 1 : 0;
    }

    /// <summary>One life of a worker. While it works, the next one starts.</summary>
    /// <returns>Whether it was killed; otherwise it ended by itself.</returns>
    private async Task<bool> LiveAsync()
    {
        using var worker = spare;
        spare = StartWorker();
        var plan = KillPlan.Draw(dice);
        var left = plan.Count;
        var done = new List<string>();
        await worker.BeginAsync(new WorkOrder(Store, [.. atWork], dice.Next(8) == 0 ? PassKind.RetryErrors : PassKind.Full) { Maps = dice.Next(2) == 0, WaitsForQuota = dice.Next(3) == 0 });
        host.Traffic.OnImported = plan.Imports ? Count : null;
        host.Traffic.OnRequest = plan.At is { } at ? operation => CountIf(operation == at) : null;
        var end = worker.EndAsync(user => done.Add(user));
        if (await Task.WhenAny(end, Task.Delay(plan.After)) != end)
        {
            worker.Kill();
        }

        var report = await end;
        host.Traffic.OnImported = null;
        host.Traffic.OnRequest = null;

        // Users that are done make room for new ones, so that there is always work to be killed in; so do those that can never be done.
        done.AddRange(report?.Users.Where(pair => pair.Value.Status == MigrationStatus.Failed).Select(pair => pair.Key) ?? []);
        atWork.RemoveAll(done.Contains);
        return report is null;

        void CountIf(bool counts)
        {
            if (counts)
            {
                Count();
            }
        }

        void Count()
        {
            if (Interlocked.Decrement(ref left) == 0)
            {
                worker.Kill();
            }
        }
    }

    private void AddUsers()
    {
        while (atWork.Count < UsersAtWork)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"user{archives.Count + 1}");
            var (source, destination) = scenario.AddUser(name, name, archiveAtDestination: dice.Next(30) != 0);
            var archive = new SandboxArchive(name, source.Archive!, history, dice, kinds);
            archive.Fill(dice.Next(20, 80));
            if (destination.Archive is null)
            {
                history.Excuse(name, "no archive at the destination");
            }
            else if (dice.Next(6) == 0)
            {
                destination.Archive.QuotaBytes = dice.Next(50_000, 300_000);
            }

            if (dice.Next(4) == 0)
            {
                archive.Corrupt();
            }

            archives.Add(name, (archive, destination.Archive));
            atWork.Add(name);
        }
    }

    private void ChangeSources()
    {
        foreach (var user in atWork)
        {
            var (source, destination) = archives[user];
            if (destination is not null && dice.Next(5) == 0)
            {
                source.Change();
            }

            if (destination?.QuotaBytes is not null && dice.Next(2) == 0)
            {
                destination.QuotaBytes += dice.Next(100_000, 500_000);
            }

            if (destination is not null && dice.Next(40) == 0 && destination.AllFolders().FirstOrDefault(folder => folder.Parent == destination.Root && folder.ExpandedTo is null && folder.WellKnownName is null) is { } folder)
            {
                var id = new byte[16];
                dice.NextBytes(id);
                destination.Expand(folder, destination.AddAuxiliary(new Guid(id)));
            }
        }
    }

    private void LoseStore()
    {
        lostStores++;
        foreach (var file in new[] { Store, $"{Store}-wal", $"{Store}-shm" })
        {
            File.Delete(file);
        }
    }

    /// <summary>No faults, room for all, everybody once more, and then what failed.</summary>
    private async Task<bool> EndInPeaceAsync()
    {
        host.Faults.Clear();
        foreach (var (_, destination) in archives.Values)
        {
            if (destination is not null)
            {
                destination.QuotaBytes = null;
            }
        }

        var isGood = true;
        foreach (var kind in new[] { PassKind.Full, PassKind.RetryErrors })
        {
            using var worker = spare;
            spare = StartWorker();
            await worker.BeginAsync(new WorkOrder(Store, [.. archives.Keys], kind) { Maps = dice.Next(2) == 0 });
            var report = await worker.EndAsync(_ => { });
            isGood &= IsGood(kind, report);
        }

        return isGood;
    }

    /// <summary>The product's own proof of everybody who has a place to go to.</summary>
    private async Task<ArchiveProof> ProveAsync()
    {
        await using var engine = new MigrationEngine(Store);
        var users = archives.Where(pair => pair.Value.Destination is not null).Select(pair => $"{pair.Key}@{Worker.SourceDomain}").ToArray();
        return await engine.ProveAsync(Worker.Project, new ProofRequest { Users = users }, new WorkerLog(Store + ".log"), CancellationToken.None);
    }

    /// <summary>Whether everybody who has a place to go to came to the end; what failed must be corrupt, once it was tried again.</summary>
    private bool IsGood(PassKind kind, WorkReport? report)
    {
        if (report is null || report.Users.Count < archives.Count)
        {
            output.WriteLine($"The last {kind} pass did not come to its end: {report?.Ended ?? "the process ended"}");
            return false;
        }

        var bad = report.Users.Where(pair => archives[pair.Key] is { Destination: not null } archive && (
            pair.Value.Status is not (MigrationStatus.Completed or MigrationStatus.CompletedWithErrors)
            || (kind == PassKind.RetryErrors && pair.Value.Failed.Count > archive.Source.CorruptCount))).ToList();
        bad.ForEach(pair => output.WriteLine($"The last {kind} pass left {pair.Key} {pair.Value.Status}: {pair.Value.Detail} {string.Join("; ", pair.Value.Failed)}"));
        return bad.Count == 0;
    }

    private WorkerProcess StartWorker() => WorkerProcess.Start(access, Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"scratch{++starts}.db")));
}
