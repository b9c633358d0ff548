using System.Globalization;

namespace ArchiveMigration.Benchmarks;

/// <summary>One measured figure and the bar it has to clear.</summary>
/// <param name="Name">The benchmark's name.</param>
/// <param name="Value">What was measured.</param>
/// <param name="Bar">What it is held against.</param>
/// <param name="HigherIsBetter">Whether the value must reach the bar or stay below it.</param>
/// <param name="OtherConditions">Whether everything else that the benchmark demands was met.</param>
internal sealed record Figure(string Name, double Value, double Bar, bool HigherIsBetter, bool OtherConditions = true)
{
    private bool IsOk => OtherConditions && (HigherIsBetter ? Value >= Bar : Value <= Bar);

    /// <summary>Prints the last line and gives the exit code.</summary>
    public int Conclude()
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Name}: {Value:0.00} (bar {Bar:0.00}) {(IsOk ? "ok" : "short")}"));
        return IsOk ? 0 : 1;
    }
}
