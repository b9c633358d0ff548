namespace ArchiveMigration.Engine.Ledger;

/// <summary>Sorts message classes into <see cref="ItemCategory"/>.</summary>
public static class ItemCategories
{
    private static readonly (string Prefix, ItemCategory Category)[] Prefixes =
    [
        ("IPM.Note", ItemCategory.Mail),
        ("IPM.Schedule.Meeting", ItemCategory.Mail),
        ("IPM.Post", ItemCategory.Mail),
        ("REPORT.", ItemCategory.Mail),
        ("IPM.Appointment", ItemCategory.Calendar),
        ("IPM.OLE.CLASS.{00061055-0000-0000-C000-000000000046}", ItemCategory.Calendar),
        ("IPM.Contact", ItemCategory.Contact),
        ("IPM.DistList", ItemCategory.Contact),
        ("IPM.AbchPerson", ItemCategory.Contact),
        ("IPM.Task", ItemCategory.Task),
        ("IPM.StickyNote", ItemCategory.Note),
        ("IPM.Activity", ItemCategory.Journal),
    ];

    /// <summary>The category of a message class; classes derived from a known one count with it (MS-OXCDATA: class names are prefixes separated by dots).</summary>
    public static ItemCategory Of(string itemClass)
    {
        foreach (var (prefix, category) in Prefixes)
        {
            if (itemClass.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
                && (itemClass.Length == prefix.Length || prefix[^1] == '.' || itemClass[prefix.Length] == '.' || category is ItemCategory.Task))
            {
                return category;
            }
        }

        return ItemCategory.Other;
    }
}
