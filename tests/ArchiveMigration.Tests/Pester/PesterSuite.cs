using Xunit.Abstractions;

namespace ArchiveMigration.Tests.Pester;

/// <summary>
/// The commands themselves, in PowerShell: each file of tests/pester is a row here, so that <c>dotnet test</c> runs everything there is.
/// Without PowerShell the rows are skipped, and the reason says how many tests were not run.
/// </summary>
public sealed class PesterSuite(PesterRun run, ITestOutputHelper output) : IClassFixture<PesterRun>
{
    public static TheoryData<string> Files => [.. PesterFiles.All];

    [PesterTheory]
    [MemberData(nameof(Files))]
    public void Passes(string file)
    {
        var outcome = run.OutcomeOf(file);

        output.WriteLine($"{file}: {outcome.Passed} passed, {outcome.Failed} failed, {outcome.Skipped} skipped");
        Assert.True(outcome.Failed == 0, string.Join(Environment.NewLine, outcome.Failures));
        Assert.NotEqual(0, outcome.Passed);
    }
}
