using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.Engine.Passes.Mapping;

/// <summary>
/// Counts the distinguished names met in one item after the other. Most items name people that were met before, so the names are kept from item to
/// item and allocate nothing again; when they become many, all are forgotten.
/// </summary>
internal sealed class LegacyAddressesMet : ILegacyAddressObserver
{
    /// <summary>More different names in one item than any real item has are not told, so that no made one fills memory or store.</summary>
    internal const int MostInOneItem = 5_000;

    private const int MostKept = 2 * MostInOneItem;

    private readonly Dictionary<int, Name> byHash = [];
    private readonly List<Name> inItem = [];
    private int kept;

    /// <inheritdoc/>
    public void Met(ReadOnlySpan<char> legacyDn, ReadOnlySpan<char> smtpAddress, bool isMapped)
    {
        if (Find(legacyDn) is not { } name)
        {
            return;
        }

        if (name.Count++ == 0)
        {
            inItem.Add(name);
        }

        name.Unmapped += isMapped ? 0 : 1;
        name.SmtpAddress ??= smtpAddress.IsEmpty ? null : smtpAddress.ToString();
    }

    /// <summary>What was met since the last time.</summary>
    /// <param name="isItemMapped">Whether the item is imported as mapped; otherwise each name stays in it.</param>
    public IReadOnlyList<LegacyAddress> Take(bool isItemMapped)
    {
        if (inItem.Count == 0)
        {
            return [];
        }

        var met = new LegacyAddress[inItem.Count];
        for (var index = 0; index < met.Length; index++)
        {
            var name = inItem[index];
            met[index] = new LegacyAddress(name.LegacyDn, name.Count, isItemMapped ? name.Unmapped : name.Count, name.SmtpAddress);
            (name.Count, name.Unmapped) = (0, 0);
        }

        inItem.Clear();
        if (kept > MostKept)
        {
            byHash.Clear();
            kept = 0;
        }

        return met;
    }

    private Name? Find(ReadOnlySpan<char> legacyDn)
    {
        var hash = string.GetHashCode(legacyDn, StringComparison.OrdinalIgnoreCase);
        var first = byHash.GetValueOrDefault(hash);
        for (var name = first; name is not null; name = name.Next)
        {
            if (legacyDn.Equals(name.LegacyDn, StringComparison.OrdinalIgnoreCase))
            {
                return name;
            }
        }

        if (inItem.Count == MostInOneItem)
        {
            return null;
        }

        kept++;
        return byHash[hash] = new Name(legacyDn.ToString(), first);
    }

    /// <summary>A name and how often it is in the present item.</summary>
    private sealed class Name(string legacyDn, Name? next)
    {
        public string LegacyDn => legacyDn;

        /// <summary>Another name of the same hash.</summary>
        public Name? Next => next;

        public string? SmtpAddress { get; set; }

        public int Count { get; set; }

        public int Unmapped { get; set; }
    }
}
