using System.Globalization;
using System.Text;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Output;

/// <summary>The rows of a list, or the inputs of a pipeline, that were left out: one table and one failure, for a hundred bad rows are not a hundred errors.</summary>
/// <param name="list">The list's name.</param>
/// <param name="row">What one of it is called, and where it stands: "row" and "line" of a file, "input" and "input" of a pipeline.</param>
/// <param name="rowCount">How many it has.</param>
/// <param name="leftOut">Those that were left out; at least one.</param>
internal sealed class LeftOutRows(string list, (string Name, string Place) row, int rowCount, IReadOnlyList<RejectedUserRow> leftOut)
{
    private const int MostShown = 20;
    private const int MostNamed = 5;

    /// <summary>The table. An error's own text cannot hold it: PowerShell runs its lines together.</summary>
    public string Table()
    {
        var shown = leftOut.Take(MostShown).ToList();
        var heading = char.ToUpperInvariant(row.Place[0]) + row.Place[1..];
        var lineWidth = Math.Max(heading.Length, shown.Max(one => Number(one.Line).Length));
        var addressWidth = Math.Max(7, shown.Max(one => (one.Address ?? string.Empty).Length));
        var text = new StringBuilder($"Left out of {list}:").AppendLine();
        text.Append("  ").Append(heading.PadLeft(lineWidth)).Append("  ").Append("Address".PadRight(addressWidth)).Append("  Why");
        foreach (var one in shown)
        {
            text.AppendLine().Append("  ").Append(Number(one.Line).PadLeft(lineWidth)).Append("  ").Append((one.Address ?? string.Empty).PadRight(addressWidth)).Append("  ").Append(one.Reason);
        }

        return leftOut.Count > MostShown
            ? text.AppendLine().Append(CultureInfo.CurrentCulture, $"  and {leftOut.Count - MostShown:N0} more: $Error[0].TargetObject has them all").ToString()
            : text.ToString();
    }

    /// <summary>The failure.</summary>
    /// <param name="errorId">What is wrong with them.</param>
    /// <param name="remedy">What to do.</param>
    public MigrationException Failure(string errorId, string remedy) => new(
        errorId,
        MigrationErrorKind.InvalidInput,
        string.Create(
            CultureInfo.CurrentCulture,
            $"{leftOut.Count:N0} of {rowCount:N0} {row.Name}{(rowCount == 1 ? string.Empty : "s")} of {list} {(leftOut.Count == 1 ? "was" : "were")} left out ({Lines()}), and the others were taken."))
    {
        Target = list,
        Remedy = remedy,
    };

    private string Lines() => $"{row.Place}{(leftOut.Count == 1 ? string.Empty : "s")} {string.Join(", ", leftOut.Take(MostNamed).Select(one => Number(one.Line)))}{(leftOut.Count > MostNamed ? ", …" : string.Empty)}";

    private static string Number(int line) => line.ToString(CultureInfo.CurrentCulture);
}
