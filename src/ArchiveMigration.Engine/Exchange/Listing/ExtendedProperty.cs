using System.Globalization;

namespace ArchiveMigration.Engine.Exchange.Listing;

/// <summary>
/// A MAPI property in a listing (Graph: singleValueLegacyExtendedProperty). The service writes ids back in its own way:
/// lower-case hex, no leading zeros (<c>Binary 0x300b</c>, <c>String 0x37</c>).
/// </summary>
internal sealed class ExtendedProperty
{
    public const string SearchKey = "Binary 0x300B";
    public const string Subject = "String 0x0037";
    public const string MessageId = "String 0x1035";
    public const string SubmitTime = "SystemTime 0x0039";
    public const string DeliveryTime = "SystemTime 0x0E06";
    public const string IsHidden = "Boolean 0x10F4";
    public const string SizeOfItems = "Long 0x0E08";
    public const string FolderType = "Integer 0x3601";
    public const string ContainerClass = "String 0x3613";

    public string? Id { get; set; }

    public string? Value { get; set; }

    /// <summary>The value of a property in a list, or null.</summary>
    public static string? Find(IReadOnlyList<ExtendedProperty>? properties, string id)
    {
        foreach (ExtendedProperty property in properties ?? [])
        {
            if (property.Id is not null && Same(property.Id, id))
            {
                return property.Value;
            }
        }

        return null;
    }

    private static bool Same(string one, string other)
    {
        if (one.Equals(other, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        return Number(one) is { } number && number == Number(other)
            && one.AsSpan(0, one.IndexOf(' ', StringComparison.Ordinal)).Equals(other.AsSpan(0, other.IndexOf(' ', StringComparison.Ordinal)), StringComparison.OrdinalIgnoreCase);
    }

    private static int? Number(string id)
    {
        int at = id.IndexOf(" 0x", StringComparison.OrdinalIgnoreCase);
        return at > 0 && int.TryParse(id.AsSpan(at + 3), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int number) ? number : null;
    }
}
