using System.Globalization;
using System.Text;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Output;

/// <summary>The rows of a list that were left out: one table and one failure, for a hundred bad rows are not a hundred errors.</summary>
/// <param name="file">The list's name.</param>
/// <param name="rowCount">How many rows it has.</param>
/// <param name="leftOut">Those that were left out; at least one.</param>
internal sealed class LeftOutRows(string file, int rowCount, IReadOnlyList<RejectedUserRow> leftOut)
{
    private const int MostShown = 20;
    private const int MostNamed = 5;

    /// <summary>The table. An error's own text cannot hold it: PowerShell runs its lines together.</summary>
    public string Table()
    {
        var shown = leftOut.Take(MostShown).ToList();
        var lineWidth = Math.Max(4, shown.Max(row => Number(row.Line).Length));
        var addressWidth = Math.Max(7, shown.Max(row => (row.Address ?? string.Empty).Length));
        var text = new StringBuilder($"Left out of {file}:").AppendLine();
        text.Append("  ").Append("Line".PadLeft(lineWidth)).Append("  ").Append("Address".PadRight(addressWidth)).Append("  Why");
        foreach (var row in shown)
        {
            text.AppendLine().Append("  ").Append(Number(row.Line).PadLeft(lineWidth)).Append("  ").Append((row.Address ?? string.Empty).PadRight(addressWidth)).Append("  ").Append(row.Reason);
        }

        return leftOut.Count > MostShown
            ? text.AppendLine().Append(CultureInfo.CurrentCulture, $"  and {leftOut.Count - MostShown:N0} more: $Error[0].TargetObject has them all").ToString()
            : text.ToString();
    }

    /// <summary>The failure.</summary>
    public MigrationException Failure() => new(
        ErrorIds.UserRowsLeftOut,
        MigrationErrorKind.InvalidInput,
        string.Create(
            CultureInfo.CurrentCulture,
            $"{leftOut.Count:N0} of {rowCount:N0} {(rowCount == 1 ? "row" : "rows")} of {file} {(leftOut.Count == 1 ? "was" : "were")} left out ({Lines()}), and the others were taken."))
    {
        Target = file,
        Remedy = "Mend these lines and add the file again: users who are there already stay as they are.",
    };

    private string Lines() => $"{(leftOut.Count == 1 ? "line" : "lines")} {string.Join(", ", leftOut.Take(MostNamed).Select(row => Number(row.Line)))}{(leftOut.Count > MostNamed ? ", …" : string.Empty)}";

    private static string Number(int line) => line.ToString(CultureInfo.CurrentCulture);
}
