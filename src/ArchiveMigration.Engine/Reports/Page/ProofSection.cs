using ArchiveMigration.Engine.Proof;

namespace ArchiveMigration.Engine.Reports.Page;

/// <summary>What the last proof came to, and by which hash its file is known.</summary>
internal static class ProofSection
{
    public static void Write(PageWriter page, MigrationReport report)
    {
        if (report.Work.Count == 0)
        {
            return;
        }

        page.Write($"<section aria-labelledby=\"proof\">\n<h2 id=\"proof\">Proof</h2>\n");
        if (report.Proof is { } proof)
        {
            Proof(page, report, proof);
        }
        else
        {
            page.Write($"<p>");
            page.Prose($"None was made yet. Confirm-ArchiveMigration {PowerShellText.Literal(report.Project.Name)} reads both sides afresh and says of every item what became of it.");
            page.Write($"</p>\n");
        }

        page.Write($"</section>\n");
    }

    private static void Proof(PageWriter page, MigrationReport report, ProofSummary proof)
    {
        var (tone, sign, words) = proof.Verdict switch
        {
            ProofVerdict.Complete => ("good", "✓", "Complete: every source item is accounted for."),
            ProofVerdict.CompleteWithAdditions => ("good", "✓", $"Complete: every source item is accounted for. {Wording.Count(proof.Added, "item")} at the destination came from elsewhere."),
            _ => ("bad", "✕", "Not complete: something is missing, unexplained or could not be read. The proof's findings say what."),
        };
        page.Write($"<p><span class=\"state {tone}\"><span aria-hidden=\"true\">{sign}</span> {words}</span></p>\n");
        page.Write($"<p>Both sides were read afresh for {(proof.IsWholeProject ? "all users" : $"{Wording.Count(proof.Users, "user")}, not for the whole project")}; it ended {Wording.Moment(proof.EndedUtc)}. {proof.Basis} {proof.Content}</p>\n");
        if (report.IsProofOutdated)
        {
            page.Write($"<p><b>Passes have run since:</b> what they brought is not in it. ");
            page.Prose("Confirm-ArchiveMigration makes a new one.");
            page.Write($"</p>\n");
        }

        page.Write($"<div class=\"scroll\"><table>\n<caption>Each source item stands in one column</caption>\n<thead><tr>");
        foreach (var heading in (string[])["Source items", "Verified", "Excluded", "Failed", "Vanished", "Unexplained"])
        {
            page.Write($"<th scope=\"col\" class=\"n\">{heading}</th>");
        }

        page.Write($"</tr></thead>\n<tbody><tr>");
        foreach (var count in (long[])[proof.SourceItems, proof.Verified, proof.Excluded, proof.Failed, proof.Vanished, proof.Unexplained])
        {
            page.Number(Wording.Number(count));
        }

        page.Write($"</tr></tbody>\n</table></div>\n");
        if (proof.File is { } file)
        {
            page.Write($"<p>SHA-256 of its file {Path.GetFileName(file.Path)}: <span class=\"id\">{file.Sha256}</span>{(file.Signer is { } signer ? $", signed by {signer}" : ", not signed")}.</p>\n");
        }
        else
        {
            page.Write($"<p class=\"dim\">It was not written to a file.</p>\n");
        }
    }
}
