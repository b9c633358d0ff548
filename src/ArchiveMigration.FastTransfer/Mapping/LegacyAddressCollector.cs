namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>Counts the distinguished names met, without case. Any number of mappers can share one. Allocates for new names only.</summary>
public sealed class LegacyAddressCollector : ILegacyAddressObserver
{
    private readonly object gate = new();
    private readonly TextTable<Tally> tallies = new();

    /// <summary>What was met so far, the most frequent first.</summary>
    public IReadOnlyList<LegacyAddress> ToList()
    {
        lock (gate)
        {
            return
            [
                .. tallies.All
                    .Select(pair => new LegacyAddress(pair.Key, pair.Value.Count, pair.Value.Unmapped, pair.Value.Smtp))
                    .OrderByDescending(address => address.Count)
                    .ThenBy(address => address.LegacyDn, StringComparer.OrdinalIgnoreCase),
            ];
        }
    }

    /// <inheritdoc/>
    public void Met(ReadOnlySpan<char> legacyDn, ReadOnlySpan<char> smtpAddress, bool isMapped)
    {
        lock (gate)
        {
            ref var tally = ref tallies.GetOrAdd(legacyDn);
            tally.Count++;
            tally.Unmapped += isMapped ? 0 : 1;
            tally.Smtp ??= smtpAddress.IsEmpty ? null : smtpAddress.ToString();
        }
    }

    private struct Tally
    {
        public long Count;
        public long Unmapped;
        public string? Smtp;
    }
}
