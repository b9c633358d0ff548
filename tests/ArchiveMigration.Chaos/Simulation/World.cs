using ArchiveMigration.Chaos.Audits;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Chaos.Simulation;

/// <summary>All that outlives a simulated process: time, the mailboxes of both tenants, and what is known of them.</summary>
internal sealed class World(int seed, Trace trace)
{
    public const string SourceTenant = "Contoso";
    public const string DestinationTenant = "Fabrikam";

    /// <summary>More happenings than this mean that a migration never ends.</summary>
    private const int MostHappenings = 300_000;

    private readonly Dictionary<string, MailboxItem> factsOf = new(StringComparer.Ordinal);
    private DateTimeOffset outageUntil;

    public SimulatedClock Clock { get; } = new();

    /// <summary>Decides everything, in the order in which it is asked.</summary>
    public Random Dice { get; } = new(seed);

    public History History { get; } = new();

    public List<SimulatedUser> Users { get; } = [];

    /// <summary>What the engine must never do, whatever the audit says.</summary>
    public List<string> Problems { get; } = [];

    public void Note(string what, string about)
    {
        trace.Note(Clock.Now, what, about);
        if (trace.Count > MostHappenings)
        {
            throw new InvalidOperationException("The migration does not come to an end.");
        }
    }

    public void Problem(string text)
    {
        Note("problem", text);
        Problems.Add(text);
    }

    /// <summary>Does something at a later moment, whatever becomes of the processes.</summary>
    public void Later(TimeSpan wait, Action action) => new SimulatedTimer(Clock, _ => action(), null).Change(wait, Timeout.InfiniteTimeSpan);

    /// <summary>Lets time pass.</summary>
    public Task PassAsync(TimeSpan time)
    {
        var passed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Later(time, passed.SetResult);
        return passed.Task;
    }

    public SimulatedMailbox? FindMailbox(string address, MailboxKind kind) =>
        Users.SelectMany(user => new[] { user.Source, user.Destination }).FirstOrDefault(mailbox => mailbox?.Address == address && mailbox.Kind == kind);

    /// <summary>Whether the service is down at this moment; sometimes it goes down now.</summary>
    public bool HasOutage(Weather weather)
    {
        if (weather.Outage > 0 && Clock.Now >= outageUntil && Dice.NextDouble() < weather.Outage)
        {
            outageUntil = Clock.Now + TimeSpan.FromSeconds(Dice.Next(1, 600));
            Note("outage", "begins");
        }

        return weather.Outage > 0 && Clock.Now < outageUntil;
    }

    /// <summary>Remembers what items with these bytes look like, wherever they turn up.</summary>
    public void Describe(string content, MailboxItem facts) => factsOf[content] = facts;

    /// <summary>Puts an item into a destination folder.</summary>
    public SimulatedItem Arrive(SimulatedMailbox mailbox, string folderId, string content, int length, TimeSpan staleness)
    {
        var id = mailbox.NewId("i");
        var shard = mailbox.ShardOf(folderId);
        var facts = factsOf.TryGetValue(content, out var known)
            ? known with { Id = id, ShardId = shard, Size = known.Size + 768, CreatedUtc = Clock.Now, ChangeKey = $"{id}.1" }
            : new MailboxItem { Id = id, ShardId = shard, ItemClass = "IPM.Note", CreatedUtc = Clock.Now };
        var item = new SimulatedItem { Facts = facts, FolderId = folderId, Content = content, Length = length, VisibleFrom = Clock.Now + staleness };
        mailbox.Add(item);
        return item;
    }

    /// <summary>What is at the destination, as the audit reads it.</summary>
    public IEnumerable<Arrival> Arrivals(string? targetRoot)
    {
        foreach (var user in Users.Where(user => user.Destination is not null))
        {
            foreach (var item in user.Destination!.Items)
            {
                var path = user.Destination.FindFolder(item.FolderId)!.Path;
                var prefix = targetRoot is null ? string.Empty : $"{targetRoot}/";
                yield return new Arrival(user.Name, path.StartsWith(prefix, StringComparison.Ordinal) ? path[prefix.Length..] : $"(top)/{path}", item.Content);
            }
        }
    }
}
