using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ArchiveMigration.Engine.Exchange.Authentication;

namespace ArchiveMigration.Engine.Tests.Documentation;

/// <summary>Whoever meets an error looks it up in docs/en-US/about_ArchiveMigration_Troubleshooting.md: every one has to be there, and none that does not exist.</summary>
public sealed partial class TroubleshootingTests
{
    private static readonly string Topic = File.ReadAllText(Path.Combine(
        Path.GetDirectoryName(Here())!, "..", "..", "..", "docs", "en-US", "about_ArchiveMigration_Troubleshooting.md"));

    [Fact]
    public void Every_error_id_has_its_section()
    {
        var ids = typeof(ErrorIds).GetFields().Select(field => field.Name).ToHashSet();
        var described = Heading().Matches(Topic).Select(heading => heading.Groups[1].Value).Where(title => !title.Contains(' ', StringComparison.Ordinal)).ToList();

        Assert.Empty(ids.Except(described));
        Assert.Empty(described.Except(ids).Except(["Permissions", "People", "Policies"]));
    }

    [Fact]
    public void Every_AADSTS_number_that_is_explained_is_in_it()
    {
        var numbers = Number().Matches(Topic).Select(number => number.Groups[1].Value).ToHashSet();

        Assert.Equal(AadErrors.Numbers.Order(), numbers.Order());
    }

    private static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"^### (.+?)\r?$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"AADSTS(\d+)")]
    private static partial Regex Number();
}
