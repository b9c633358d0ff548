using System.Globalization;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Readiness;

/// <summary>What a source archive's numbers mean.</summary>
internal static class SourceFindings
{
    /// <summary>Exchange warns from here on (Exchange Online limits: a warning at 900,000, an end at 1,000,000).</summary>
    private const int ManyItems = 900_000;

    public static IEnumerable<ReadinessFinding> Of(string address, IReadOnlyList<MeasuredFolder> folders, long? size, long? large, bool deep)
    {
        if (size is null)
        {
            yield return new ReadinessFinding(
                ReadinessFindingKind.SizeUnknown, ReadinessVerdict.Ready, "Source", $"The service does not tell how large the folders of {address} are.", "Ask with -Deep, which lists every item.");
        }

        if (large > 0)
        {
            yield return new ReadinessFinding(
                ReadinessFindingKind.ItemsTooLarge,
                ReadinessVerdict.Warning,
                "Source",
                Text($"{address} has {large:N0} {(large == 1 ? "item" : "items")} above 150 MB, the most that Exchange allows: {(large == 1 ? "it" : "they")} will probably be refused and reported as failed. All others are copied."),
                "Save them elsewhere (for example to a PST file) or take large attachments out before the migration.");
        }
        else if (large is null && !deep && size is not null)
        {
            yield return new ReadinessFinding(
                ReadinessFindingKind.LargeItemsUnknown, ReadinessVerdict.Ready, "Source", $"Whether {address} has items above 150 MB, the service tells only when all are listed.", "Ask with -Deep, which lists every item.");
        }

        foreach (var folder in folders.Where(folder => folder.Folder.ItemCount > ManyItems))
        {
            var tooMany = folder.Folder.ItemCount > MailboxLimits.MostItemsPerFolder;
            yield return new ReadinessFinding(
                ReadinessFindingKind.FolderTooFull,
                ReadinessVerdict.Warning,
                "Source",
                Text($"The folder '{folder.Folder.Path}' of {address} holds {folder.Folder.ItemCount:N0} items; a folder at the destination takes {MailboxLimits.MostItemsPerFolder:N0}{(tooMany ? ". What is beyond that is reported as failed" : ", which more mail may reach")}."),
                "Move items of that folder into subfolders at the source before the migration.");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
