using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ArchiveMigration.Engine.Exchange.Authentication;

namespace ArchiveMigration.Engine.Tests.Documentation;

/// <summary>Whoever meets a number of Entra ID looks it up in docs/en-US/about_ArchiveMigration_Troubleshooting.md. That every error id is there is seen to by the build.</summary>
public sealed partial class TroubleshootingTests
{
    private static readonly string Topic = File.ReadAllText(Path.Combine(
        Path.GetDirectoryName(Here())!, "..", "..", "..", "docs", "en-US", "about_ArchiveMigration_Troubleshooting.md"));

    [Fact]
    public void Every_AADSTS_number_that_is_explained_is_in_it()
    {
        var numbers = Number().Matches(Topic).Select(number => number.Groups[1].Value).ToHashSet();

        Assert.Equal(AadErrors.Numbers.Order(), numbers.Order());
    }

    private static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"AADSTS(\d+)")]
    private static partial Regex Number();
}
