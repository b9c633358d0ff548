using System.Globalization;

namespace ArchiveMigration.Engine.Proof;

/// <summary>Makes a user's part of the proof of what was read: rows, findings and the verdict.</summary>
internal static class UserProofResult
{
    public static async Task<UserProof> MakeAsync(
        UserProof start, ProofContext context, MatchTally tally, IReadOnlyList<int> counted, FindingList findings, CancellationToken cancellationToken)
    {
        FolderFindings.Add(context, tally, counted, findings, cancellationToken);
        await new ItemFindings(context, findings).AddAsync(cancellationToken).ConfigureAwait(false);
        var folders = FolderRows(context, tally, cancellationToken);
        var destination = DestinationRows(context, tally);
        var proof = start with
        {
            State = UserProofState.Read,
            SourceMailboxId = context.Source.MailboxId,
            DestinationMailboxId = context.Destination.MailboxId,
            SourceItems = folders.Sum(static row => row.SourceItems),
            Verified = folders.Sum(static row => row.Verified),
            Excluded = folders.Sum(static row => row.Excluded),
            Failed = folders.Sum(static row => row.Failed),
            Vanished = folders.Sum(static row => row.Vanished),
            Unexplained = folders.Sum(static row => row.Unexplained),
            DestinationItems = destination.Sum(static row => row.Items),
            VerifiedWithoutSearchKey = tally.VerifiedWithoutSearchKey,
            ThereBefore = destination.Sum(static row => row.ThereBefore),
            Added = destination.Sum(static row => row.Added),
            CopiesOfVanished = destination.Sum(static row => row.OfVanished),
            ExcludedBy = tally.ExcludedBy,
            FailedBy = tally.FailedBy,
            Folders = folders,
            Shards = ShardRows(folders),
            DestinationFolders = destination,
            Findings = findings.Listed,
            FindingsNotListed = findings.NotListed,
        };
        var (verdict, reasons) = Judge(proof, findings);
        return proof with { Verdict = verdict, Reasons = reasons };
    }

    private static (ProofVerdict Verdict, IReadOnlyList<string> Reasons) Judge(UserProof proof, FindingList findings)
    {
        List<string> reasons = [];
        foreach (var row in proof.Folders.Where(static row => !row.IsBalanced))
        {
            reasons.Add(Text($"'{row.Path}' does not come out even: {row.SourceItems:N0} source items, {row.Verified + row.Excluded + row.Failed + row.Vanished + row.Unexplained:N0} decided."));
        }

        Say(proof.Unexplained, "source item is unexplained.", "source items are unexplained.");
        Say(findings.CountOf(ProofFindingKind.FolderRenamed), "folder has another name or place at the destination.", "folders have another name or place at the destination.");
        Say(findings.CountOf(ProofFindingKind.FolderMissing), "folder is not at the destination.", "folders are not at the destination.");

        // Exchange's counts of an auto-expanded archive may be off (Microsoft: autoexpanding-archiving); those of a mailbox in one piece are not.
        if (proof.Shards.Count <= 1)
        {
            Say(findings.CountOf(ProofFindingKind.ListingShort), "source folder lists fewer items than Exchange counts in it.", "source folders list fewer items than Exchange counts in them.");
        }

        var isComplete = reasons.Count == 0;
        Say(proof.Added, "item at the destination came after the first pass, and not by us.", "items at the destination came after the first pass, and not by us.");
        return (!isComplete ? ProofVerdict.NotComplete : reasons.Count > 0 ? ProofVerdict.CompleteWithAdditions : ProofVerdict.Complete, reasons);

        void Say(long count, string one, string many)
        {
            if (count > 0)
            {
                reasons.Add(Text($"{count:N0} {(count == 1 ? one : many)}"));
            }
        }
    }

    private static List<FolderProof> FolderRows(ProofContext context, MatchTally tally, CancellationToken cancellationToken)
    {
        var vanished = context.Store.Work(
            static session => session.Query("SELECT folder, shard, count(*) FROM gone GROUP BY folder, shard", static row => (Path: row.GetString(0), Shard: row.GetInt32(1), Items: row.GetInt64(2))),
            cancellationToken).ToDictionary(static row => (row.Path, row.Shard), static row => row.Items);
        List<FolderProof> rows = [];
        var counts = tally.Source.ToLookup(static pair => pair.Key.Folder);
        for (var number = 0; number < context.Folders.Source.Count; number++)
        {
            var path = context.Folders.Source[number].Path;
            var other = context.Folders[number] is { } pair ? context.Folders.Destination[pair].Path : null;
            var any = false;
            foreach (var ((_, shard), folder) in counts[number].OrderBy(static row => row.Key.Shard))
            {
                any = true;
                vanished.Remove((path, shard), out var gone);
                rows.Add(new FolderProof
                {
                    Path = path,
                    ShardId = context.Store.Shards[shard],
                    DestinationPath = other,
                    SourceItems = folder.Listed + gone,
                    Verified = folder.Verified,
                    Excluded = folder.Excluded,
                    Failed = folder.Failed,
                    Vanished = gone,
                    Unexplained = folder.Unexplained,
                });
            }

            if (!any)
            {
                rows.Add(new FolderProof { Path = path, DestinationPath = other });
            }
        }

        // Folders and shards that the source has no more.
        rows.AddRange(vanished.OrderBy(static row => row.Key.Path, StringComparer.Ordinal).Select(row => new FolderProof
        {
            Path = row.Key.Path,
            ShardId = context.Store.Shards[row.Key.Shard],
            SourceItems = row.Value,
            Vanished = row.Value,
        }));
        return rows;
    }

    private static List<ShardProof> ShardRows(List<FolderProof> folders) =>
    [
        .. from folder in folders
           where folder.ShardId is not null
           group folder by folder.ShardId into shard
           orderby shard.Key
           select new ShardProof
           {
               ShardId = shard.Key,
               SourceItems = shard.Sum(static row => row.SourceItems),
               Verified = shard.Sum(static row => row.Verified),
               Excluded = shard.Sum(static row => row.Excluded),
               Failed = shard.Sum(static row => row.Failed),
               Vanished = shard.Sum(static row => row.Vanished),
               Unexplained = shard.Sum(static row => row.Unexplained),
           },
    ];

    private static List<DestinationFolderProof> DestinationRows(ProofContext context, MatchTally tally) =>
    [
        .. from number in context.Folders.InScope
           let counts = tally.DestinationOf(number)
           select new DestinationFolderProof
           {
               Path = context.Folders.Destination[number].Path,
               Items = counts.Items,
               Matched = counts.Matched,
               Misplaced = counts.Misplaced,
               OfVanished = counts.OfVanished,
               ThereBefore = counts.ThereBefore,
               Added = counts.Added,
           },
    ];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
