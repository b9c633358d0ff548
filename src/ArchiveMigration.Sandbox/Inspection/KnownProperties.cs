using System.Collections.Frozen;
using System.Globalization;
using ArchiveMigration.FastTransfer;

namespace ArchiveMigration.Sandbox.Inspection;

/// <summary>The names of MS-OXPROPS (and a few of MS-OXCFXICS) for the properties that items commonly have.</summary>
internal static partial class KnownProperties
{
    private static readonly FrozenDictionary<ushort, string> ById =
        Pairs(Tagged).ToFrozenDictionary(pair => (ushort)pair.Number, pair => HasWholeName(pair.Name) ? pair.Name : $"PidTag{pair.Name}");

    private static readonly FrozenDictionary<PropertyName, string> ByName = Sets
        .SelectMany(set => Pairs(set.Properties).Select(pair => KeyValuePair.Create(new PropertyName(new Guid(set.Guid), pair.Number), $"PidLid{pair.Name}")))
        .ToFrozenDictionary();

    /// <summary>
    /// The property's name; of an unknown named property its set and number or text, of an unknown tagged one nothing. What a
    /// stream names by a text is shown with it, escaped by whoever shows it.
    /// </summary>
    public static string NameOf(PropertyTag tag, PropertyName? name) =>
        name is { } named ? ByName.GetValueOrDefault(named) ?? NameOfText(named) ?? named.ToString()
        : ById.GetValueOrDefault(tag.Id) ?? string.Empty;

    // The sets of texts are open to everybody: their members need no table.
    private static string? NameOfText(PropertyName named) =>
        named.Name is not null && TextSets.TryGetValue(named.Set, out var set) ? $"{set}/{named.Name}" : null;

    private static bool HasWholeName(string name) =>
        name.StartsWith("MetaTag", StringComparison.Ordinal) || name.StartsWith("PR_", StringComparison.Ordinal);

    private static IEnumerable<(uint Number, string Name)> Pairs(string table)
    {
        var words = table.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Chunk(2).Select(pair => (uint.Parse(pair[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture), pair[1]));
    }
}
