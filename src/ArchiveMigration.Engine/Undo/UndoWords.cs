using System.Globalization;
using ArchiveMigration.Engine.Reports;

namespace ArchiveMigration.Engine.Undo;

/// <summary>What an undo came to, in words for people.</summary>
internal static class UndoWords
{
    /// <summary>One or two sentences.</summary>
    public static string Of(UndoResult result)
    {
        if (result.Status == UndoStatus.NothingToUndo)
        {
            return "Nothing was imported by this project, so there is nothing to remove.";
        }

        var removed = $"{Items(result.RemovedItemCount)} ({ByteSize.Show(result.RemovedItemSize, CultureInfo.CurrentCulture)})";
        var done = result.Status switch
        {
            UndoStatus.Previewed => $"{removed} would be {Deleted(result)}.",
            UndoStatus.Stopped => $"Stopped after {removed} of {result.ImportedItemCount:N0} were {Deleted(result)}; the same command goes on.",
            _ => $"{removed} {(result.RemovedItemCount == 1 ? "was" : "were")} {Deleted(result)}.",
        };
        string?[] left =
        [
            result.ChangedItemCount > 0 ? $"{Items(result.ChangedItemCount)} changed since" : null,
            result.MissingItemCount > 0 ? $"{Items(result.MissingItemCount)} not found under the id they were imported as" : null,
            result.RefusedItemCount > 0 ? $"{Items(result.RefusedItemCount)} that the service refused to delete" : null,
        ];
        var reasons = left.OfType<string>().ToList();
        return reasons.Count == 0 ? done : $"{done} Left: {string.Join(", ", reasons)} (see Problems).";
    }

    /// <summary>What was done before it failed.</summary>
    public static string SoFar(UndoTally tally, long imported)
        => tally.Count == 0 ? "Nothing was removed." : $"Until then {tally.Count:N0} of {Items(imported)} were removed; the same command goes on.";

    private static string Deleted(UndoResult result) => result.Permanently ? "deleted for good" : "moved to Recoverable Items";

    private static string Items(long count) => count == 1 ? "1 item" : $"{count:N0} items";
}
