using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Passes.Filters;
using ArchiveMigration.Engine.Passes.Mapping;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Proof.Content;

namespace ArchiveMigration.Engine.Proof;

/// <summary>A user's turn in a proof. What cannot be read makes the user's part not Complete and never reaches another user.</summary>
internal sealed class UserProofRun(
    ILedger ledger, string storePath, IMailboxService source, IMailboxService destination, ContentDraw draw, MappingRules? rules, IProgress<MigrationEvent> progress, TimeProvider time)
{
    /// <summary>Proves one user.</summary>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    /// <exception cref="MigrationException">The store cannot be read, or the disk is full.</exception>
    public async Task<UserProof> RunAsync(MigrationUser user, ProjectOptions options, CancellationToken cancellationToken)
    {
        progress.Report(new MigrationEvent.UserStarted(user.SourceAddress));
        var proof = await TryAsync(user, options, cancellationToken).ConfigureAwait(false);
        progress.Report(new MigrationEvent.UserEnded(
            user.SourceAddress,
            proof.State != UserProofState.Read ? MigrationStatus.Failed : proof.Verdict == ProofVerdict.Complete ? MigrationStatus.Completed : MigrationStatus.CompletedWithErrors,
            proof.Reasons.Count == 0 ? null : string.Join(" ", proof.Reasons)));
        return proof;
    }

    private async Task<UserProof> TryAsync(MigrationUser user, ProjectOptions options, CancellationToken cancellationToken)
    {
        var passes = (await ledger.ReadTallyAsync(user.Id, cancellationToken).ConfigureAwait(false)).Passes.Where(static pass => pass.Kind != PassKind.Verify).ToList();
        var proof = new UserProof
        {
            SourceAddress = user.SourceAddress,
            DestinationAddress = user.DestinationAddress,
            State = UserProofState.NeverMigrated,
            Verdict = ProofVerdict.NotComplete,
            Reasons = ["It was never migrated: no pass was run, so nothing was read. Run Start-ArchiveMigration, or remove the user from the project."],
        };
        if (passes.Count == 0)
        {
            return proof;
        }

        proof = proof with { FirstPassUtc = passes.Min(static pass => pass.StartedUtc), LastPassUtc = passes.Max(static pass => pass.EndedUtc ?? pass.LastActivityUtc) };
        IMailbox? from = null;
        IMailbox? to = null;
        try
        {
            from = await source.OpenMailboxAsync(user.SourceAddress, MailboxKind.Archive, cancellationToken).ConfigureAwait(false);
            to = await destination.OpenMailboxAsync(user.DestinationAddress, options.DestinationKind, cancellationToken).ConfigureAwait(false);
            var filter = ProjectFilter.Of(options);
            var folders = new FolderPairs(await from.GatherFoldersAsync(cancellationToken).ConfigureAwait(false), await to.GatherFoldersAsync(cancellationToken).ConfigureAwait(false), filter);
            using var store = ProofStore.Open(storePath, isStable: draw.IsAny, folders.ExcludedBy);
            var context = new ProofContext
            {
                User = user,
                Options = options,
                Source = from,
                Destination = to,
                Ledger = ledger,
                Store = store,
                Folders = folders,
                Draw = draw,
                Rules = rules,
                FirstPassUtc = proof.FirstPassUtc.Value,
                Meter = new ProofMeter(user.SourceAddress, progress, time),
            };
            var reading = new MailboxReading(context);
            var tally = await reading.RunAsync(cancellationToken).ConfigureAwait(false);
            var findings = new FindingList();
            var content = draw.IsAny ? await new ContentCheck(context, tally, findings).RunAsync(cancellationToken).ConfigureAwait(false) : null;
            return await UserProofResult.MakeAsync(proof with { Content = content }, context, tally, reading.CountedBySource, findings, cancellationToken).ConfigureAwait(false);
        }
        catch (MigrationException failure) when (failure.Kind != MigrationErrorKind.Store)
        {
            var said = string.IsNullOrEmpty(failure.Remedy) ? failure.Message : $"{failure.Message} {failure.Remedy}";
            return proof with
            {
                State = UserProofState.NotRead,
                SourceMailboxId = from?.MailboxId,
                DestinationMailboxId = to?.MailboxId,
                Reasons = [failure.WithTicket($"It could not be read to the end: {said}")],
            };
        }
    }
}
