using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ArchiveMigration.Engine.ServiceProbe;

namespace ArchiveMigration.Engine.Tests.ServiceProbe;

/// <summary>The guide names the questions that there are.</summary>
public sealed partial class LabChecklistTests
{
    [Fact]
    public void The_guide_lists_every_question_in_its_order()
    {
        var rows = Row().Matches(File.ReadAllText(Guide())).Select(row => KeyValuePair.Create(row.Groups[1].Value, row.Groups[2].Value));

        Assert.Equal(ServiceProbes.Questions, rows);
    }

    private static string Guide([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "guides", "lab-checklist.md"));

    [GeneratedRegex(@"^\| (\w+) \| (.+\?) \|\r?$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
