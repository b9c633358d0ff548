using System.Text.RegularExpressions;

namespace ArchiveMigration.Tests.Pester;

/// <summary>The Pester tests that there are.</summary>
internal static partial class PesterFiles
{
    public static string Folder { get; } = Repository.PathOf("tests", "pester");

    /// <summary>File names, without the folder.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Directory.EnumerateFiles(Folder, "*.Tests.ps1").Select(Path.GetFileName).Order().OfType<string>()];

    /// <summary>Those that take longest, the longest first.</summary>
    private static readonly string[] Longest =
    [
        "Examples.Tests.ps1",
        "Start-ArchiveMigration.Tests.ps1",
        "Package.Tests.ps1",
        "Module.Tests.ps1",
        "Stop-ArchiveMigration.Tests.ps1",
        "Undo-ArchiveMigration.Tests.ps1",
        "Confirm-ArchiveMigration.Tests.ps1",
        "Get-ArchiveMigrationLegacyAddress.Tests.ps1",
    ];

    /// <summary>How many tests they hold at least: a test with cases counts once.</summary>
    public static int TestCount { get; } = All.Sum(file => Test().Count(File.ReadAllText(Path.Combine(Folder, file))));

    /// <summary>Deals the files out to sessions that shall end at about the same time.</summary>
    public static IEnumerable<IReadOnlyList<string>> Deal(int sessions) => All
        .OrderBy(file => Array.IndexOf(Longest, file) is var place and >= 0 ? place : Longest.Length)
        .Select((file, place) => (File: file, Session: place / sessions % 2 == 0 ? place % sessions : sessions - 1 - (place % sessions)))
        .GroupBy(dealt => dealt.Session, dealt => dealt.File)
        .Select(dealt => dealt.ToList());

    [GeneratedRegex(@"^\s*It '", RegexOptions.Multiline)]
    private static partial Regex Test();
}
