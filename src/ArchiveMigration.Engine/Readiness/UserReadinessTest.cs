using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes.Filters;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Readiness;

/// <summary>Tests users of a project one by one; what is wrong with a user is a result, never an exception.</summary>
internal sealed class UserReadinessTest(MigrationProject project, ReadinessSide source, ReadinessSide destination, UnmappedAddresses addresses, ILedger ledger, bool deep, TimeProvider time)
{
    /// <summary>Tests a user.</summary>
    public async Task<UserReadiness> RunAsync(MigrationUser user, CancellationToken cancellationToken)
    {
        var tally = await ledger.ReadTallyAsync(user.Id, cancellationToken).ConfigureAwait(false);
        var done = tally.Rows.Where(row => row.Disposition is Disposition.Imported or Disposition.AlreadyPresent).ToList();
        var start = new UserReadiness
        {
            Project = project.Name,
            SourceAddress = user.SourceAddress,
            DestinationAddress = user.DestinationAddress,
            TestedUtc = time.GetUtcNow(),
            Findings = [],
            DoneItemCount = done.Sum(row => row.Count),
            DoneSize = done.Sum(row => row.Size),
        };
        List<ReadinessFinding> atSource = [];
        List<ReadinessFinding> atDestination = [];
        var options = user.Options.Over(project.Options);
        var looks = await Task.WhenAll(
            LookAtSourceAsync(start, options, atSource, cancellationToken),
            LookAtDestinationAsync(start, options.DestinationKind, atDestination, cancellationToken)).ConfigureAwait(false);
        var seen = start with
        {
            FolderCount = looks[0].FolderCount,
            ExcludedFolderCount = looks[0].ExcludedFolderCount,
            ItemCount = looks[0].ItemCount,
            Size = looks[0].Size,
            Shards = looks[0].Shards,
            LargeItemCount = looks[0].LargeItemCount,
            TimeAtBest = looks[0].TimeAtBest,
            DestinationSize = looks[1].DestinationSize,
            DestinationPlan = looks[1].DestinationPlan,
            DestinationQuota = looks[1].DestinationQuota,
        };
        List<ReadinessFinding> findings = [.. atSource, .. atDestination];
        if (await addresses.FindAsync(user, cancellationToken).ConfigureAwait(false) is { } unmapped)
        {
            findings.Add(unmapped);
        }

        if (Clash(user.SourceAddress, looks[0].Planned, looks[1].There) is { } clash)
        {
            findings.Add(clash);
        }

        return seen with { Findings = findings.Concat(RoomFindings.Of(seen, options.DestinationKind, looks[1].Licence)).OrderByDescending(finding => finding.Verdict).ToArray() };
    }

    private static ReadinessFinding? Clash(string address, IReadOnlyList<(MailboxFolder Folder, IReadOnlyList<string> Names)> planned, IReadOnlyList<MeasuredFolder> there)
    {
        var clashes = new FolderClashes();
        var plan = new FolderPlan(ProjectFilter.Of(new ProjectOptions()));
        foreach (var folder in there)
        {
            clashes.There(plan.Add(folder.Folder).Names, folder.Folder.FolderClass);
        }

        foreach (var (folder, names) in planned)
        {
            clashes.Look(folder, names);
        }

        return clashes.Sentence(address) is { } said ? new ReadinessFinding(ReadinessFindingKind.FolderClassDiffers, ReadinessVerdict.Warning, "Source", said, FolderClashes.Remedy) : null;
    }

    private async Task<Look> LookAtSourceAsync(UserReadiness user, ProjectOptions options, List<ReadinessFinding> findings, CancellationToken cancellationToken)
    {
        if (await source.ReadAsync(user.SourceAddress, MailboxKind.Archive, findings, cancellationToken).ConfigureAwait(false) is not { } read)
        {
            return new Look();
        }

        await source.ProbeAsync(read.Mailbox, findings, cancellationToken).ConfigureAwait(false);
        var filter = ProjectFilter.Of(options);
        var plan = new FolderPlan(filter);
        var places = read.Folders.Select(folder => (Folder: folder, Place: plan.Add(folder.Folder))).Where(folder => folder.Place.ExcludedBy is null).ToList();
        var folders = places.ConvertAll(static folder => folder.Folder);
        var measure = MailboxMeasure.Of(folders);
        var size = measure.Size;
        var items = measure.ItemCount;
        long? large = null;
        try
        {
            var survey = new LargeItemSurvey(read.Mailbox, folders, filter);
            if (deep)
            {
                (items, size, large) = await survey.ListAsync(cancellationToken).ConfigureAwait(false);
            }
            else
            {
                large = await survey.FilterAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (MigrationException) when (findings.Count > 0)
        {
            // What cannot be listed has been told by the probes.
        }
        catch (MigrationException failure)
        {
            findings.Add(new ReadinessFinding(ReadinessFindingKind.NotReadable, ReadinessVerdict.Blocked, source.Name, failure.Message, failure.Remedy, failure.ServiceCode, failure.RequestId));
        }

        findings.AddRange(SourceFindings.Of(user.SourceAddress, folders, size, large, deep));
        return new Look
        {
            Planned = places.ConvertAll(static folder => (folder.Folder.Folder, folder.Place.Names)),
            FolderCount = measure.FolderCount,
            ExcludedFolderCount = read.Folders.Count - folders.Count,
            ItemCount = items,
            Size = size,
            Shards = measure.Shards,
            LargeItemCount = large,
            TimeAtBest = TransferTime.AtBest(Math.Max(0, (size ?? 0) - user.DoneSize), Math.Max(0, items - user.DoneItemCount)),
        };
    }

    private async Task<Look> LookAtDestinationAsync(UserReadiness user, MailboxKind kind, List<ReadinessFinding> findings, CancellationToken cancellationToken)
    {
        if (user.DestinationAddress.Length == 0)
        {
            findings.Add(new ReadinessFinding(
                ReadinessFindingKind.NoDestination, ReadinessVerdict.Blocked, destination.Name, $"Nothing says to whom {user.SourceAddress} goes.",
                $"Set-ArchiveMigrationUser {project.Name} {user.SourceAddress} -DestinationAddress …"));
            return new Look();
        }

        var read = await destination.ReadAsync(user.DestinationAddress, kind, findings, cancellationToken).ConfigureAwait(false);
        if (findings.Exists(finding => finding.Kind is ReadinessFindingKind.MailboxNotFound))
        {
            return new Look();
        }

        if (read is { } found)
        {
            await destination.ProbeAsync(found.Mailbox, findings, cancellationToken).ConfigureAwait(false);
        }

        var plans = await ReadPlansAsync(user.DestinationAddress, cancellationToken).ConfigureAwait(false);
        var licence = plans is null ? null : ArchiveLicence.Of(plans);
        findings.AddRange(LicenceFindings.Of(user.DestinationAddress, kind, hasMailbox: read is not null, licence));
        return new Look
        {
            There = read is { } known ? known.Folders : [],
            DestinationSize = read is { } measured ? MailboxMeasure.Of(measured.Folders).Size : null,
            DestinationPlan = licence?.Name,
            DestinationQuota = kind == MailboxKind.Archive ? licence?.ArchiveBytes : licence?.PrimaryBytes,
            Licence = licence,
        };
    }

    // The licence explains; a user is not less ready because it could not be read.
    private async Task<IReadOnlyCollection<Guid>?> ReadPlansAsync(string address, CancellationToken cancellationToken)
    {
        try
        {
            return await destination.Service.ReadExchangePlansAsync(address, cancellationToken).ConfigureAwait(false);
        }
        catch (MigrationException)
        {
            return null;
        }
    }

    /// <summary>What one side told.</summary>
    private sealed record Look
    {
        public IReadOnlyList<(MailboxFolder Folder, IReadOnlyList<string> Names)> Planned { get; init; } = [];

        public IReadOnlyList<MeasuredFolder> There { get; init; } = [];

        public int? FolderCount { get; init; }

        public int ExcludedFolderCount { get; init; }

        public long? ItemCount { get; init; }

        public long? Size { get; init; }

        public IReadOnlyList<ShardSize> Shards { get; init; } = [];

        public long? LargeItemCount { get; init; }

        public TimeSpan? TimeAtBest { get; init; }

        public long? DestinationSize { get; init; }

        public string? DestinationPlan { get; init; }

        public long? DestinationQuota { get; init; }

        public ArchiveLicence? Licence { get; init; }
    }
}
