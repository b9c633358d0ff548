using System.Globalization;
using ArchiveMigration.Engine.Proof;

namespace ArchiveMigration.Engine.Reports.Page;

/// <summary>What, for whom, when, and the verdict in one sentence.</summary>
internal static class PageHead
{
    public static void Write(PageWriter page, MigrationReport report)
    {
        var project = report.Project;
        var (tone, sign) = Verdict(report);
        page.Write($"<header>\n<p class=\"kicker\">Archive migration report</p>\n<h1>{project.Name}</h1>\n<dl class=\"facts\">");
        Fact(page, "For", project.Customer);
        Fact(page, "Endpoints", $"{project.Source} → {project.Destination}");
        if (report.Work.Count > 0)
        {
            Fact(page, "When", Wording.Span(report.Work[0].StartUtc, report.Work[^1].EndUtc));
        }

        page.Write($"</dl>\n<p class=\"verdict {tone}\"><span class=\"sign\" aria-hidden=\"true\">{sign}</span> {Sentence(report)}</p>\n</header>\n");
    }

    private static void Fact(PageWriter page, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            page.Write($"<div><dt>{name}</dt><dd>{value}</dd></div>");
        }
    }

    private static string Sentence(MigrationReport report) => report switch
    {
        { Users.Count: 0 } => "The project has no users yet.",
        { Work.Count: 0 } => $"Nothing was migrated yet: no pass was run over the {Wording.Count(report.Users.Count, "user")}.",
        { Totals.ActiveUserCount: > 0 } => $"A run is on: {report.Sentence}",
        _ => $"{report.Sentence} {Proof(report)}".TrimEnd(),
    };

    /// <summary>Of a proof of everything that nothing has happened since; any other has its own section only.</summary>
    private static string Proof(MigrationReport report) => report switch
    {
        { IsProofOutdated: true } => string.Empty,
        { Proof: { IsWholeProject: true, Verdict: ProofVerdict.NotComplete } } => "The proof is not complete.",
        { Proof: { IsWholeProject: true } proof } => $"Proved complete on {proof.EndedUtc.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.",
        _ => string.Empty,
    };

    private static (string Tone, string Sign) Verdict(MigrationReport report) => report switch
    {
        { Work.Count: 0 } or { Totals.ActiveUserCount: > 0 } => ("calm", "·"),
        _ when report.Users.Any(user => user.Status == MigrationStatus.Failed) => ("bad", "✕"),
        _ when report.Users.All(user => user.Status == MigrationStatus.Completed) => ("good", "✓"),
        _ => ("warn", "!"),
    };
}
