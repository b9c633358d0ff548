using ArchiveMigration.Chaos.Audits;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Proof;

namespace ArchiveMigration.Chaos.Simulation;

/// <summary>
/// A whole migration out of a seed: archives, several lives of the engine that are cut short or met with trouble while the source changes, a last one in
/// peace, and the audit of what is in the mailboxes then.
/// </summary>
internal sealed class SimulatedMigration
{
    private readonly StoreShelf shelf;
    private readonly World world;
    private readonly Trace trace;
    private readonly int seed;
    private readonly List<SourceArchive> archives = [];
    private readonly ItemKinds kinds;
    private ProjectOptions options = new();
    private string store = string.Empty;
    private int lives;

    private SimulatedMigration(int seed, ItemKinds kinds, StoreShelf shelf, TextWriter? output)
    {
        this.seed = seed;
        this.shelf = shelf;
        trace = new Trace(output);
        world = new World(seed, trace);
        this.kinds = world.Dice.Next(4) == 0 ? kinds : kinds & ~ItemKinds.Nameless;
    }

    private Random Dice => world.Dice;

    /// <summary>Runs it; the process must have been prepared by <see cref="SingleThread.Prepare"/>.</summary>
    public static MigrationOutcome Run(int seed, ItemKinds kinds, StoreShelf shelf, TextWriter? output = null)
    {
        var migration = new SimulatedMigration(seed, kinds, shelf, output);
        var verdict = new Verdict();
        var task = SingleThread.Run(migration.world.Clock, async () => verdict = await migration.RunAsync().ConfigureAwait(false));
        if (!task.IsCompleted)
        {
            migration.world.Problems.Add("the engine waits for something that never happens");
        }
        else if (task.Exception is { } failure)
        {
            migration.world.Problems.Add($"the engine failed: {failure.GetBaseException()}");
        }

        shelf.Clear();
        return new MigrationOutcome(seed, migration.trace.Hash, migration.lives, migration.world.History.Count, verdict, migration.world.Problems);
    }

    private async Task<Verdict> RunAsync()
    {
        Prepare();
        await RenewStoreAsync().ConfigureAwait(false);
        for (var left = Dice.Next(6); left > 0; left--)
        {
            ChangeSource();
            await LiveAsync(Weather.Draw(Dice), EndPlan.Draw(Dice), Dice.Next(6) == 0 ? PassKind.RetryErrors : PassKind.Full).ConfigureAwait(false);
            await world.PassAsync(TimeSpan.FromSeconds(0.5) + (TimeSpan.FromHours(1) * Math.Pow(Dice.NextDouble(), 4))).ConfigureAwait(false);
            if (Dice.Next(7) == 0 && !kinds.HasFlag(ItemKinds.Nameless))
            {
                await RenewStoreAsync().ConfigureAwait(false);
            }

            Provision();
        }

        await EndInPeaceAsync().ConfigureAwait(false);
        return world.History.Judge(world.Arrivals(options.TargetRootFolder));
    }

    private void Prepare()
    {
        options = new ProjectOptions
        {
            MaximumErrors = 0,
            MaxConcurrentMigrations = Dice.Next(1, 4),
            TargetRootFolder = Dice.Next(5) == 0 ? "From Contoso" : null,
            LargeItemTransfer = Dice.Next(2) == 0 ? LargeItemTransfer.Chunked : LargeItemTransfer.ContentLength,
        };
        var users = 1 + Math.Max(0, Dice.Next(8) - 5);
        var items = Dice.Next(10, 61);
        for (var number = 1; number <= users; number++)
        {
            var hasPlace = Dice.Next(40) != 0;
            var user = new SimulatedUser(
                $"u{number}",
                new SimulatedMailbox($"u{number}@contoso.example", MailboxKind.Archive),
                hasPlace ? new SimulatedMailbox($"u{number}@fabrikam.example", MailboxKind.Archive) { Quota = Dice.Next(5) == 0 ? Dice.Next(1_000, 40_000) : null } : null);
            world.Users.Add(user);
            var archive = new SourceArchive(world, user, kinds);
            archive.Fill(items / users);
            if (hasPlace)
            {
                archives.Add(archive);
            }
            else
            {
                world.History.Excuse(user.Name, "no archive at the destination");
            }
        }
    }

    /// <summary>The store is lost, or was not there yet.</summary>
    private async Task RenewStoreAsync()
    {
        world.Note("store", "is new");
        store = shelf.Fresh();
        var engine = new MigrationEngine(store);
        await using (engine.ConfigureAwait(false))
        {
            engine.Catalog.UpdateProject(engine.Catalog.GetProject(StoreShelf.Project) with { Options = options });
            engine.Catalog.AddUsers(StoreShelf.Project, [.. world.Users.Select(user => new MigrationUser
            {
                Project = StoreShelf.Project,
                SourceAddress = user.Source.Address,
                DestinationAddress = $"{user.Name}@fabrikam.example",
            })]);
        }
    }

    /// <summary>Some changes at once, some in the minutes to come.</summary>
    private void ChangeSource()
    {
        if (archives.Count == 0)
        {
            return;
        }

        for (var changes = Dice.Next(5); changes > 0; changes--)
        {
            archives[Dice.Next(archives.Count)].Change();
        }

        for (var changes = Dice.Next(2) * Dice.Next(8); changes > 0; changes--)
        {
            var archive = archives[Dice.Next(archives.Count)];
            world.Later(TimeSpan.FromSeconds(30) * Math.Pow(Dice.NextDouble(), 2), archive.Change);
        }
    }

    /// <summary>Exchange gives full archives more room, sometimes.</summary>
    private void Provision()
    {
        foreach (var mailbox in world.Users.Select(user => user.Destination).OfType<SimulatedMailbox>().Where(mailbox => mailbox.Quota is not null && Dice.Next(2) == 0))
        {
            mailbox.Quota += Dice.Next(1_000, 20_000);
            world.Note("provisioned", mailbox.Address);
        }
    }

    /// <summary>Exchange gives full archives all they need within days, while somebody waits for it.</summary>
    private void ProvisionInTime()
    {
        foreach (var mailbox in world.Users.Select(user => user.Destination).OfType<SimulatedMailbox>().Where(mailbox => mailbox.Quota is not null))
        {
            world.Later(TimeSpan.FromHours(Dice.Next(1, 60)), () => mailbox.Quota = null);
        }
    }

    private async Task<ProjectRunResult?> LiveAsync(Weather weather, EndPlan? plan, PassKind kind)
    {
        var waits = Dice.Next(3) == 0;
        if (waits)
        {
            ProvisionInTime();
        }

        world.Note("process", $"{++lives} starts a {kind} pass; {(plan is null ? "it may end" : $"ends {plan}")}");
        var old = store;
        using var process = new SimulatedProcess(world, weather, plan, () => store = shelf.Keep(old));
        var engine = new MigrationEngine(old, new SimulatedServices(process), process.Time);
        try
        {
            return await engine.RunAsync(StoreShelf.Project, new RunRequest { Kind = kind, WaitForQuota = waits }, process, process.Stop).ConfigureAwait(false);
        }
        catch (Exception) when (process.IsKilled)
        {
            return null;
        }
        catch (OperationCanceledException) when (process.Stop.IsCancellationRequested)
        {
            return null;
        }
        catch (MigrationException failure) when (weather != Weather.Calm)
        {
            world.Note("run failed", failure.Message);
            return null;
        }
        finally
        {
            await engine.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Nothing goes wrong any more, there is room, the source stands still: now all has to be brought to its end.</summary>
    private async Task EndInPeaceAsync()
    {
        await world.PassAsync(TimeSpan.FromMinutes(20)).ConfigureAwait(false);
        foreach (var user in world.Users.Where(user => user.Destination is not null))
        {
            user.Destination!.Quota = null;
        }

        await LiveAsync(Weather.Calm, null, PassKind.Full).ConfigureAwait(false);
        var last = await LiveAsync(Weather.Calm, null, PassKind.RetryErrors).ConfigureAwait(false);
        foreach (var user in last!.Users)
        {
            var mailbox = world.Users.Find(known => known.Source.Address == user.SourceAddress)!;
            if (mailbox.Destination is null)
            {
                continue;
            }

            var corrupt = mailbox.Source.Items.Count(item => item.IsCorrupt);
            if (user.PendingItemCount > 0 || user.FailedItemCount > corrupt || user.Status is not (MigrationStatus.Completed or MigrationStatus.CompletedWithErrors))
            {
                world.Problem($"{user.SourceAddress} ended {user.Status} ({user.StatusDetail}) with {user.PendingItemCount} pending and {user.FailedItemCount} failed items, of which {corrupt} may");
            }
        }

        await ProveAsync().ConfigureAwait(false);
    }

    /// <summary>The product's own proof, which holds ledger and mailboxes against each other, has to come to what the audit finds in the mailboxes alone.</summary>
    private async Task ProveAsync()
    {
        var users = world.Users.Where(user => user.Destination is not null).Select(user => user.Source.Address).ToArray();
        if (users.Length == 0)
        {
            return;
        }

        using var process = new SimulatedProcess(world, Weather.Calm, null, () => { });
        var engine = new MigrationEngine(store, new SimulatedServices(process), process.Time);
        await using (engine.ConfigureAwait(false))
        {
            var proof = await engine.ProveAsync(StoreShelf.Project, new ProofRequest { Users = users }, process, CancellationToken.None).ConfigureAwait(false);
            world.Note("proof", proof.Verdict.ToString());
            ProofText.ProblemsOf(proof).ForEach(world.Problem);
        }
    }
}
