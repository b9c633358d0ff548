using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Proof;
using ArchiveMigration.Engine.Reports;
using ArchiveMigration.Engine.Reports.Page;

namespace ArchiveMigration.Engine.Notifications;

/// <summary>A project's statistics as a mail: short enough for a telephone, the users that need somebody first, and the report attached.</summary>
internal static class ReportMail
{
    /// <summary>Rows in the body; the attached report has all.</summary>
    private const int MostUsers = 50;

    /// <summary>What an attachment may weigh, so that with its base64 and the body it stays below Graph's 4 MB a request.</summary>
    private const int MostBytes = 2_500_000;

    private const string Cell = "padding:.2rem .6rem;border-bottom:1px solid #d0d7de;text-align:left";
    private const string Number = "padding:.2rem .6rem;border-bottom:1px solid #d0d7de;text-align:right;white-space:nowrap";

    /// <summary>Writes the mail.</summary>
    /// <param name="report">What it tells.</param>
    /// <param name="recipients">Who gets it.</param>
    /// <param name="attach">Whether the report goes with it.</param>
    public static OutgoingMail Write(MigrationReport report, IReadOnlyList<string> recipients, bool attach)
    {
        var subject = $"{report.Project.Name}: {report.Sentence}";
        return new OutgoingMail(recipients, subject, MailPage.Of(subject, Body(report))) { Attachments = attach && Attach(report) is { } file ? [file] : [] };
    }

    private static string Body(MigrationReport report)
    {
        var totals = report.Totals;
        var body = new StringBuilder();
        body.Append(CultureInfo.InvariantCulture, $"<h1 style=\"font-size:1.3rem\">{Text(report.Project.Name)}</h1>\n");
        body.Append(CultureInfo.InvariantCulture, $"<p>{Text(string.Join(" · ", new[] { report.Project.Customer, $"{report.Project.Source} → {report.Project.Destination}", Moment(report.MadeUtc) }.OfType<string>()))}</p>\n");
        body.Append(CultureInfo.InvariantCulture, $"<p><b>{Text(report.Sentence)}</b></p>\n<table style=\"border-collapse:collapse\">\n");
        Row("Users", string.Create(CultureInfo.InvariantCulture, $"{totals.UserCount:N0}: {totals.CompletedUserCount:N0} completed, {totals.CompletedWithErrorsUserCount:N0} with errors, {totals.FailedUserCount:N0} failed, {totals.ActiveUserCount + totals.StoppedUserCount + totals.WaitingUserCount + totals.QueuedUserCount:N0} to do"));
        Row("Moved", $"{Size(totals.BytesTransferred)} in {Span(totals.OverallDuration)}");
        Row("Held up", $"{Span(totals.ThrottledDuration)} throttled, {Span(totals.LimitDuration)} at Microsoft's limits, {Span(totals.QuotaDuration)} for room, summed over users");
        Row("Share of Microsoft's limits", totals.CeilingShare is { } share ? string.Create(CultureInfo.InvariantCulture, $"{share:0} %") : "–");
        Row("Time left", totals.EstimatedRemainingTime is { } left ? left > TimeSpan.Zero ? Span(left) : "none" : "not known yet");
        Row("Data consistency", totals.DataConsistencyScore?.ToString() ?? "not decided yet");
        if (report.Proof is { } proof)
        {
            Row("Last proof", Describe(proof));
        }

        body.Append("</table>\n");
        Users(body, report);
        return body.ToString();

        void Row(string name, string value) => body.Append(CultureInfo.InvariantCulture, $"<tr><th style=\"{Cell}\">{Text(name)}</th><td style=\"{Cell}\">{Text(value)}</td></tr>\n");
    }

    private static string Describe(ProofSummary proof)
    {
        var whose = proof.IsWholeProject ? "all users" : $"{proof.Users} users";
        var hash = proof.File is { } file ? $"; SHA-256 {file.Sha256} ({Path.GetFileName(file.Path)})" : "; not written to a file";
        return $"{proof.Verdict}, {Moment(proof.EndedUtc)}, {whose}{hash}";
    }

    private static void Users(StringBuilder body, MigrationReport report)
    {
        var users = report.Users.OrderBy(user => user.Status switch
        {
            MigrationStatus.Failed => 0,
            MigrationStatus.CompletedWithErrors => 1,
            MigrationStatus.Completed => 3,
            _ => 2,
        }).ThenByDescending(user => user.FailedItemCount).Take(MostUsers).ToList();
        if (users.Count == 0)
        {
            return;
        }

        body.Append("<h2 style=\"font-size:1.1rem\">Users</h2>\n<table style=\"border-collapse:collapse\">\n<tr>");
        foreach (var (name, style) in new[] { ("User", Cell), ("Status", Cell), ("Items", Number), ("Size", Number), ("Failed", Number), ("Detail", Cell) })
        {
            body.Append(CultureInfo.InvariantCulture, $"<th style=\"{style}\">{name}</th>");
        }

        body.Append("</tr>\n");
        foreach (var user in users)
        {
            var items = string.Create(CultureInfo.InvariantCulture, $"{user.SyncedItemCount:N0}/{user.TotalItemCount:N0}");
            var failed = user.FailedItemCount.ToString("N0", CultureInfo.InvariantCulture);
            body.Append(CultureInfo.InvariantCulture, $"<tr><td style=\"{Cell}\">{Text(user.SourceAddress)}</td><td style=\"{Cell}\">{user.Status}</td><td style=\"{Number}\">{items}</td>")
                .Append(CultureInfo.InvariantCulture, $"<td style=\"{Number}\">{Size(user.SyncedItemSize)}</td><td style=\"{Number}\">{failed}</td><td style=\"{Cell}\">{Text(user.StatusDetail ?? string.Empty)}</td></tr>\n");
        }

        body.Append("</table>\n");
        if (report.Users.Count > users.Count)
        {
            body.Append(CultureInfo.InvariantCulture, $"<p>{report.Users.Count - users.Count:N0} more users are in the report.</p>\n");
        }
    }

    // Thousands of users are some megabytes of page, of which a tenth is left when it is packed.
    private static MailAttachment? Attach(MigrationReport report)
    {
        using var page = new StringWriter(CultureInfo.InvariantCulture);
        ReportPage.Write(report, page);
        var bytes = Encoding.UTF8.GetBytes(page.ToString());
        var name = string.Concat(report.Project.Name.Select(character => Path.GetInvalidFileNameChars().Contains(character) || character is '/' or '\\' or ':' ? '-' : character));
        if (bytes.Length <= MostBytes)
        {
            return new MailAttachment($"{name}.html", "text/html", bytes);
        }

        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry($"{name}.html").Open();
            entry.Write(bytes);
        }

        return packed.Length <= MostBytes ? new MailAttachment($"{name}.zip", "application/zip", packed.ToArray()) : null;
    }

    private static string Text(string value) => WebUtility.HtmlEncode(value);

    private static string Size(double bytes) => ByteSize.Show(bytes, CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset utc) => utc.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Span(TimeSpan span) => span.ToString(span.Days == 0 ? @"h\:mm\:ss" : @"d'd 'hh\:mm\:ss", CultureInfo.InvariantCulture);
}
