using System.Globalization;
using ArchiveMigration.FastTransfer;
using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.Engine.Proof.Content;

/// <summary>What an item's content comes to: a hash of each property's value, by the message, recipient or attachment that has it. No value is kept.</summary>
internal sealed class ItemPrint
{
    private const int MostNamed = 8;

    private readonly List<string> objects;
    private readonly Dictionary<PropertyPlace, UInt128> values;
    private readonly bool isReadable;
    private readonly UInt128 whole;

    public ItemPrint(List<string> objects, Dictionary<PropertyPlace, UInt128> values, bool isReadable, UInt128 whole)
    {
        (this.objects, this.values, this.isReadable, this.whole) = (objects, values, isReadable, whole);
    }

    /// <summary>Whether the contents are the same but for what is expected to differ. Items that are not understood are the same only byte for byte.</summary>
    public bool IsSame(ItemPrint other)
        => whole == other.whole
            || (isReadable && other.isReadable && objects.SequenceEqual(other.objects, StringComparer.Ordinal) && values.Count == other.values.Count
                && values.All(value => other.values.TryGetValue(value.Key, out var there) && there == value.Value));

    /// <summary>What differs, by the names of properties: never by their values.</summary>
    public string DescribeDifference(ItemPrint other)
    {
        if (!isReadable || !other.isReadable)
        {
            return isReadable == other.isReadable ? "Neither side's content is an item as Exchange is known to export it, and the bytes differ."
                : $"The content at the {(isReadable ? "destination" : "source")} is not an item as Exchange is known to export it.";
        }

        if (!objects.SequenceEqual(other.objects, StringComparer.Ordinal))
        {
            return string.Create(CultureInfo.InvariantCulture, $"It has {objects.Count - 1} recipients, attachments and embedded messages at the source and {other.objects.Count - 1} at the destination, or they are in another order.");
        }

        var differing = values.Where(value => other.values.TryGetValue(value.Key, out var there) && there != value.Value).Select(value => $"{Name(value.Key)} differs")
            .Concat(values.Keys.Where(place => !other.values.ContainsKey(place)).Select(place => $"{Name(place)} is missing"))
            .Concat(other.values.Keys.Where(place => !values.ContainsKey(place)).Select(place => $"{Name(place)} is new"))
            .Order(StringComparer.Ordinal).ToList();
        var more = differing.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $", and {differing.Count - MostNamed} more") : string.Empty;
        return $"{string.Join(", ", differing.Take(MostNamed))}{more}.";
    }

    private string Name(PropertyPlace place)
    {
        var tag = new PropertyTag(place.Id, place.Type);
        var property = place.Name?.ToString() ?? (RetentionProperties.Contains(tag) ? $"{tag} (retention)" : tag.ToString());
        return objects[place.Object].Length == 0 ? property : $"{objects[place.Object]}/{property}";
    }

    /// <summary>Where a property is and what it is. A named one is known by its name: its id is the mailbox's own mapping of that.</summary>
    internal readonly record struct PropertyPlace(int Object, ushort Id, ushort Type, PropertyName? Name);
}
