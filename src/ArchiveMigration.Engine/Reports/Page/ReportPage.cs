using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Reports.Page;

/// <summary>
/// Writes a report as one self-contained page: no script, no other file, light and dark, for screens and for paper. It is written as it goes, so that a project of
/// thousands of users needs no more memory than a small one. Each section is a file of its own, and a new one is a line in <see cref="Sections"/>.
/// </summary>
public static class ReportPage
{
    /// <summary>The sections in the order in which they stand. One that has nothing to say writes nothing.</summary>
    private static readonly Action<PageWriter, MigrationReport>[] Sections =
    [
        AttentionSection.Write,
        ReadinessSection.Write,
        TotalsSection.Write,
        ProofSection.Write,
        ThroughputSection.Write,
        ClassesSection.Write,
        ExclusionsSection.Write,
        AddressesSection.Write,
        SettingsSection.Write,
        UsersSection.Write,
    ];

    private static readonly Lazy<string> Style = new(static () =>
    {
        using var sheet = new StreamReader(typeof(ReportPage).Assembly.GetManifestResourceStream(typeof(ReportPage), "report.css")!);
        return sheet.ReadToEnd();
    });

    private static string Version => typeof(ReportPage).Assembly.GetName().Version?.ToString(3) ?? string.Empty;

    /// <summary>Writes the page.</summary>
    /// <param name="report">What it shows.</param>
    /// <param name="output">Where to.</param>
    public static void Write(MigrationReport report, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        var page = new PageWriter(output);

        // Nothing is loaded and nothing is run, whatever should ever slip into the text: the policy says so to the browser.
        page.Write($"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
        page.Write($"<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>{report.Project.Name} – archive migration report</title>\n<style>");
        output.Write(Style.Value);
        page.Write($"</style>\n</head>\n<body>\n");
        PageHead.Write(page, report);
        page.Write($"<main>\n");
        foreach (var section in Sections)
        {
            section(page, report);
        }

        page.Write($"</main>\n<footer><p>Made {Wording.Moment(report.MadeUtc)} by ArchiveMigration {Version} from its own records. All times are UTC; 1 KB is 1,024 bytes. {(report.Project.Options.SubjectPrivacy == SubjectPrivacy.None ? "No subject and no content" : "No content")} of any item is on this page.</p></footer>\n</body>\n</html>\n");
    }
}
