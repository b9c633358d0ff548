using System.Globalization;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Reports;

namespace ArchiveMigration.Sandbox.Rehearsal;

/// <summary>The statistics as a table for a terminal, like Get-MigrationStatistics shows it.</summary>
internal static class StatisticsTable
{
    private static readonly string[] Headings = ["User", "Status", "Items", "Size", "Failed", "Excluded", "Rate", "Ceiling"];

    public static void Write(IReadOnlyList<UserStatistics> users, TextWriter output)
    {
        var rows = users.Select(Row).Prepend(Headings).ToArray();
        var widths = Enumerable.Range(0, Headings.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        for (var index = 0; index < rows.Length; index++)
        {
            var cells = rows[index].Select((cell, column) => column < 2 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            output.WriteLine(" " + string.Join("  ", cells).TrimEnd());
            if (index > 0 && users[index - 1] is { StatusDetail: { } detail, Status: not MigrationStatus.Completed })
            {
                output.WriteLine("   " + detail);
            }
        }
    }

    private static string[] Row(UserStatistics user) =>
    [
        user.SourceAddress,
        user.Status.ToString(),
        string.Create(CultureInfo.InvariantCulture, $"{user.SyncedItemCount:N0}/{user.TotalItemCount:N0}"),
        ByteSize.Show(user.SyncedItemSize, CultureInfo.InvariantCulture),
        user.FailedItemCount.ToString("N0", CultureInfo.InvariantCulture),
        user.ExcludedItemCount.ToString("N0", CultureInfo.InvariantCulture),
        user.AverageBytesTransferredPerHour > 0 ? ByteSize.Show(user.AverageBytesTransferredPerHour, CultureInfo.InvariantCulture) + "/h" : "–",
        user.CeilingShare is { } share ? string.Create(CultureInfo.InvariantCulture, $"{share:0} %") : "–",
    ];
}
