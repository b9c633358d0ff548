using System.Globalization;
using System.Security.Cryptography;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Passes.Mapping;

namespace ArchiveMigration.Engine.Proof;

/// <summary>Proves the users of a project, some at once. It writes nothing: neither to a mailbox nor to the ledger.</summary>
internal sealed class ProofRunner(SqliteStore store, IMailboxServiceFactory services, TimeProvider time)
{
    /// <summary>Reading is fast; more at once would only take memory.</summary>
    private const int MostUsersAtOnce = 8;

    private const string TagsRemoved = " The project removes retention tags from items, so they are expected to be missing at the destination.";

    /// <summary>Runs it; see <see cref="MigrationEngine.ProveAsync"/>.</summary>
    public async Task<ArchiveProof> RunAsync(string projectName, ProofRequest request, IProgress<MigrationEvent> progress, CancellationToken cancellationToken)
    {
        var catalog = store.Catalog;
        var project = catalog.GetProject(projectName);
        var users = UserSelection.Of(catalog, project.Name, request.Users);
        if (request.ContentShare is < 0 or > 1)
        {
            throw new MigrationException(ErrorIds.InvalidArgument, MigrationErrorKind.InvalidInput, string.Create(CultureInfo.InvariantCulture, $"{request.ContentShare * 100:0.####} % of the items cannot be compared."))
            {
                Remedy = "Give a share above 0 % and up to 100 %.",
            };
        }

        using var hold = Hold(project.Name);
        ProofStore.RemoveLeftBehind(store.Path);
        var started = time.GetUtcNow();
        var draw = new ContentDraw(request.ContentShare, request.Seed ?? RandomNumberGenerator.GetInt32(1, int.MaxValue));

        await using var source = services.Create(catalog.GetEndpoint(project.Source), request.ShowSignInMessage);
        await using var destination = services.Create(catalog.GetEndpoint(project.Destination), request.ShowSignInMessage);
        var from = await source.DescribeTenantAsync(cancellationToken).ConfigureAwait(false);
        var to = await destination.DescribeTenantAsync(cancellationToken).ConfigureAwait(false);

        var rules = MappingRules.Of(project.Options, catalog.GetAddressDirectory(project.Name));
        var run = new UserProofRun(store.Ledger, store.Path, source, destination, draw, rules, progress, time);
        var proofs = new UserProof[users.Count];
        var together = new ParallelOptions { MaxDegreeOfParallelism = Math.Min(MostUsersAtOnce, project.Options.MaxConcurrentMigrations), CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            Enumerable.Range(0, users.Count),
            together,
            async (number, token) => proofs[number] = await run.RunAsync(users[number], users[number].Options.Over(project.Options), token).ConfigureAwait(false)).ConfigureAwait(false);

        return new ArchiveProof
        {
            Id = Guid.NewGuid(),
            Project = project.Name,
            Customer = project.Customer,
            SourceTenantId = from.TenantId,
            DestinationTenantId = to.TenantId,
            StartedUtc = started,
            EndedUtc = time.GetUtcNow(),
            Verdict = proofs.Max(static proof => proof.Verdict),
            Basis = Basis(draw) + (draw.IsAny && project.Options.RetentionTags == RetentionTags.Remove ? TagsRemoved : string.Empty),
            IsWholeProject = request.Users.Count == 0,
            RecipientMapping = project.Options.RecipientMapping,
            RetentionTags = project.Options.RetentionTags,
            SourceItems = proofs.Sum(static proof => proof.SourceItems),
            Verified = proofs.Sum(static proof => proof.Verified),
            Excluded = proofs.Sum(static proof => proof.Excluded),
            Failed = proofs.Sum(static proof => proof.Failed),
            Vanished = proofs.Sum(static proof => proof.Vanished),
            Unexplained = proofs.Sum(static proof => proof.Unexplained),
            Content = ContentProof.Sum(proofs.Select(static proof => proof.Content)),
            UserProofs = proofs,
        };
    }

    /// <summary>A pass changes both what is at the destination and what the ledger says of it, so none runs meanwhile on this store.</summary>
    private IDisposable Hold(string project)
    {
        try
        {
            return store.HoldRunner($"proof of project {project}");
        }
        catch (MigrationException held) when (held.ErrorId == ErrorIds.StoreInUse)
        {
            var runner = store.CurrentRunner;
            throw new MigrationException(
                ErrorIds.StoreInUse,
                MigrationErrorKind.Busy,
                runner is null ? held.Message : $"{project} cannot be proved while the store is at work: {runner.Description}, process {runner.ProcessId} on {runner.Machine} ({runner.Account}).",
                held)
            {
                Target = project,
                Remedy = "Nothing was read. Wait until it ends, or stop it there, and ask for the proof again.",
            };
        }
    }

    private static string Basis(ContentDraw draw) => draw switch
    {
        { IsAny: false } => "Listings of both sides: search key, message class and folder of every item. Contents were not compared.",
        { Share: >= 1 } => "Listings of both sides: search key, message class and folder of every item; and the content of every item, exported again at both sides.",
        _ => string.Create(
            CultureInfo.InvariantCulture,
            $"Listings of both sides: search key, message class and folder of every item; and the content of {draw.Share * 100:0.####} % of the items, drawn by the seed {draw.Seed} and exported again at both sides."),
    };
}
