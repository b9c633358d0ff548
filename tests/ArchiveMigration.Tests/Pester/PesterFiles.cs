using System.Text.RegularExpressions;

namespace ArchiveMigration.Tests.Pester;

/// <summary>The Pester tests that there are.</summary>
internal static partial class PesterFiles
{
    public static string Folder { get; } = Repository.PathOf("tests", "pester");

    /// <summary>File names, without the folder.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Directory.EnumerateFiles(Folder, "*.Tests.ps1").Select(Path.GetFileName).Order().OfType<string>()];

    /// <summary>How many tests they hold at least: a test with cases counts once.</summary>
    public static int TestCount { get; } = All.Sum(file => Test().Count(File.ReadAllText(Path.Combine(Folder, file))));

    [GeneratedRegex(@"^\s*It '", RegexOptions.Multiline)]
    private static partial Regex Test();
}
