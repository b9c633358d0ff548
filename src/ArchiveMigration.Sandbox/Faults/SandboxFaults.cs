using ArchiveMigration.Sandbox.Hosting;

namespace ArchiveMigration.Sandbox.Faults;

/// <summary>The faults that are set, in order; a request meets the first one that matches. Safe for concurrent callers.</summary>
public sealed class SandboxFaults
{
    private readonly Lock gate = new();
    private readonly List<Entry> entries = [];
    private Random random = new(0);

    /// <summary>How many requests met a fault, by kind.</summary>
    public IReadOnlyDictionary<FaultKind, int> Happened
    {
        get
        {
            lock (gate)
            {
                return new Dictionary<FaultKind, int>(happened);
            }
        }
    }

    /// <summary>The faults still to happen.</summary>
    public IReadOnlyList<SandboxFault> Pending
    {
        get
        {
            lock (gate)
            {
                return [.. entries.Select(entry => entry.Left is null ? entry.Fault : entry.Fault with { Count = entry.Left, Skip = entry.Skip })];
            }
        }
    }

    private readonly Dictionary<FaultKind, int> happened = [];

    /// <summary>Starts the dice of probabilities anew, so that a run can be repeated.</summary>
    public void Seed(int seed)
    {
        lock (gate)
        {
            random = new Random(seed);
        }
    }

    public void Add(SandboxFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (gate)
        {
            entries.Add(new Entry(fault));
        }
    }

    public void Add(FaultKind kind, SandboxOperation? operation = null, int? count = 1, Guid? mailbox = null) =>
        Add(new SandboxFault(kind) { Operation = operation, Count = count, Mailbox = mailbox });

    /// <summary>From now on everything goes well.</summary>
    public void Clear()
    {
        lock (gate)
        {
            entries.Clear();
        }
    }

    /// <summary>What happens to this request, or null.</summary>
    internal SandboxFault? Next(SandboxOperation operation, Guid? mailbox)
    {
        lock (gate)
        {
            foreach (var entry in entries)
            {
                if (!entry.Fault.Matches(operation, mailbox) || entry.Left == 0)
                {
                    continue;
                }

                if (entry.Skip > 0)
                {
                    entry.Skip--;
                    continue;
                }

                // The second half of a throttle with consequences happens for certain.
                if (!entry.IsEmptyPageDue && random.NextDouble() >= entry.Fault.Probability)
                {
                    continue;
                }

                return Happen(entry);
            }

            return null;
        }
    }

    private SandboxFault Happen(Entry entry)
    {
        var fault = entry.Fault;
        if (fault.Kind == FaultKind.ThrottleThenEmptyPage)
        {
            fault = fault with { Kind = entry.IsEmptyPageDue ? FaultKind.EmptyPage : FaultKind.Throttle };
            entry.IsEmptyPageDue = !entry.IsEmptyPageDue;
        }

        happened[fault.Kind] = happened.GetValueOrDefault(fault.Kind) + 1;
        if (!entry.IsEmptyPageDue && entry.Left is { } left)
        {
            entry.Left = left - 1;
            if (left == 1)
            {
                entries.Remove(entry);
            }
        }

        return fault;
    }

    private sealed class Entry(SandboxFault fault)
    {
        public SandboxFault Fault { get; } = fault;

        public int? Left { get; set; } = fault.Count;

        public int Skip { get; set; } = fault.Skip;

        public bool IsEmptyPageDue { get; set; }
    }
}
