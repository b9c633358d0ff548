using System.Globalization;

namespace ArchiveMigration.Engine.Proof;

/// <summary>A proof as the document that is kept: what its members are is promised by <see cref="Format"/>.</summary>
internal static class ProofDocument
{
    /// <summary>Names the form; another form gets another number.</summary>
    public const string Format = "ArchiveMigration proof 1";

    /// <summary>The document's members, rows as they come.</summary>
    public static object Of(ArchiveProof proof) => (IEnumerable<(string, object?)>)
    [
        ("format", Format),
        ("tool", $"ArchiveMigration {typeof(ProofDocument).Assembly.GetName().Version?.ToString(3)}"),
        ("id", proof.Id.ToString()),
        ("project", proof.Project),
        ("customer", proof.Customer),
        ("isWholeProject", proof.IsWholeProject),
        ("sourceTenantId", proof.SourceTenantId),
        ("destinationTenantId", proof.DestinationTenantId),
        ("startedUtc", Moment(proof.StartedUtc)),
        ("endedUtc", Moment(proof.EndedUtc)),
        ("verdict", proof.Verdict.ToString()),
        ("basis", proof.Basis),
        ("recipientMapping", proof.RecipientMapping),
        ("retentionTags", proof.RetentionTags.ToString()),
        ("counts", Counts(proof)),
        ("destinationItems", proof.DestinationItems),
        ("thereBefore", proof.ThereBefore),
        ("added", proof.Added),
        ("content", Content(proof.Content)),
        ("users", proof.UserProofs.Select(User)),
    ];

    private static object User(UserProof user) => (IEnumerable<(string, object?)>)
    [
        ("sourceAddress", user.SourceAddress),
        ("destinationAddress", user.DestinationAddress),
        ("state", user.State.ToString()),
        ("verdict", user.Verdict.ToString()),
        ("reasons", user.Reasons),
        ("sourceMailboxId", user.SourceMailboxId),
        ("destinationMailboxId", user.DestinationMailboxId),
        ("firstPassUtc", Moment(user.FirstPassUtc)),
        ("lastPassUtc", Moment(user.LastPassUtc)),
        ("counts", Counts(user)),
        ("destinationItems", user.DestinationItems),
        ("verifiedWithoutSearchKey", user.VerifiedWithoutSearchKey),
        ("thereBefore", user.ThereBefore),
        ("added", user.Added),
        ("copiesOfVanished", user.CopiesOfVanished),
        ("excludedBy", user.ExcludedBy.Select(static pair => (pair.Key, (object?)pair.Value))),
        ("failedBy", user.FailedBy.Select(static pair => (pair.Key, (object?)pair.Value))),
        ("content", Content(user.Content)),
        ("folders", user.Folders.Select(static row => (IEnumerable<(string, object?)>)[("path", row.Path), ("shardId", row.ShardId), ("destinationPath", row.DestinationPath), ("counts", Counts(row))])),
        ("shards", user.Shards.Select(static row => (IEnumerable<(string, object?)>)[("shardId", row.ShardId), ("counts", Counts(row))])),
        ("destinationFolders", user.DestinationFolders.Select(static row => (IEnumerable<(string, object?)>)
        [
            ("path", row.Path), ("items", row.Items), ("matched", row.Matched), ("misplaced", row.Misplaced), ("ofVanished", row.OfVanished), ("thereBefore", row.ThereBefore), ("added", row.Added),
        ])),
        ("findings", user.Findings.Select(Finding)),
        ("findingsNotListed", user.FindingsNotListed),
    ];

    private static object Finding(ProofFinding finding) => (IEnumerable<(string, object?)>)
    [
        ("kind", finding.Kind.ToString()),
        ("folder", finding.Folder),
        ("destinationFolder", finding.DestinationFolder),
        ("items", finding.Items),
        ("itemClass", finding.ItemClass),
        ("size", finding.Size),
        ("createdUtc", Moment(finding.CreatedUtc)),
        ("sourceShard", finding.SourceShard),
        ("sourceItemId", finding.SourceItemId),
        ("destinationShard", finding.DestinationShard),
        ("destinationItemId", finding.DestinationItemId),
        ("detail", finding.Detail),
    ];

    private static object Counts(ProofCounts counts) => (IEnumerable<(string, object?)>)
    [
        ("sourceItems", counts.SourceItems),
        ("verified", counts.Verified),
        ("excluded", counts.Excluded),
        ("failed", counts.Failed),
        ("vanished", counts.Vanished),
        ("unexplained", counts.Unexplained),
    ];

    private static object? Content(ContentProof? content) => content is null ? null : (IEnumerable<(string, object?)>)
    [
        ("population", content.Population),
        ("compared", content.Compared),
        ("differing", content.Differing),
        ("sharePercent", (content.Share * 100).ToString("0.######", CultureInfo.InvariantCulture)),
        ("seed", content.Seed),
        ("statement", content.Statement),
    ];

    private static string? Moment(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
