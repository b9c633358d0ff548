using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Exchange;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.ServiceProbe;

/// <summary>Asks the service what its documentation leaves open, with a pair of test mailboxes, and takes away what it wrote.</summary>
internal sealed class ServiceTestRunner(IMigrationCatalog catalog, IMailboxServiceFactory services, TimeProvider time)
{
    private static readonly TimeSpan CleanUpTime = TimeSpan.FromMinutes(2);

    /// <param name="project">The project that has the test mailboxes.</param>
    /// <param name="user">The user of that project who stands for them.</param>
    /// <param name="request">What to ask.</param>
    /// <param name="answered">Told each answer as it comes.</param>
    /// <param name="showSignInMessage">Shows a person what to do to sign in.</param>
    /// <param name="cancellationToken">Stops it; what was written is taken away all the same.</param>
    /// <exception cref="MigrationException">ProjectNotFound, UserNotFound, InvalidArgument; sign-in, or a mailbox that cannot be opened: nothing was asked.</exception>
    public async Task<ServiceTestReport> RunAsync(
        string project, string user, ServiceTestRequest request, Action<ServiceAnswer> answered, Action<string>? showSignInMessage, CancellationToken cancellationToken)
    {
        var probes = ServiceProbes.Choose(request.Probes);
        var found = catalog.GetProject(project);
        var pair = catalog.GetUser(found.Name, user);
        var options = pair.Options.Over(found.Options);
        var (from, to) = (catalog.GetEndpoint(found.Source), catalog.GetEndpoint(found.Destination));
        await using var source = Open(from, showSignInMessage);
        await using var destination = Open(to, showSignInMessage);
        var fromTenant = await source.DescribeTenantAsync(cancellationToken).ConfigureAwait(false);
        var toTenant = await destination.DescribeTenantAsync(cancellationToken).ConfigureAwait(false);
        var bench = new ProbeBench(
            await source.OpenMailboxAsync(pair.SourceAddress, MailboxKind.Archive, cancellationToken).ConfigureAwait(false),
            source.OpenWire(),
            await destination.OpenMailboxAsync(pair.DestinationAddress, options.DestinationKind, cancellationToken).ConfigureAwait(false),
            destination.OpenWire(),
            toTenant.GrantedPermissions,
            request,
            time);
        var started = time.GetUtcNow();
        List<ServiceAnswer> answers = [];
        try
        {
            foreach (var probe in probes)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Tell(await AskAsync(probe, bench, cancellationToken).ConfigureAwait(false));
            }
        }
        finally
        {
            // Also when it was stopped: nobody's test mailbox is left full of our folders.
            if (bench.MadeFolders.Any())
            {
                using var limit = new CancellationTokenSource(CleanUpTime, time);
                Tell(await new ProbeCleanUp(bench).RunAsync(limit.Token).ConfigureAwait(false));
            }
        }

        return new ServiceTestReport
        {
            StartedUtc = started,
            Source = Place(from, fromTenant),
            Destination = Place(to, toTenant),
            DestinationMailbox = options.DestinationMailbox.ToString(),
            Answers = answers,
        };

        void Tell(ServiceAnswer answer)
        {
            answers.Add(answer);
            answered(answer);
        }
    }

    private static async Task<ServiceAnswer> AskAsync(IServiceProbe probe, ProbeBench bench, CancellationToken cancellationToken)
    {
        ProbeOutcome outcome;
        try
        {
            outcome = await probe.RunAsync(bench, cancellationToken).ConfigureAwait(false);
        }
        catch (MigrationException failure)
        {
            outcome = ProbeOutcome.NotRun(EvidenceText.Mask(failure.WithTicket(failure.Message))!);
        }

        return new ServiceAnswer { Id = probe.Id, Question = probe.Question, Status = outcome.Status, Answer = outcome.Answer, Meaning = outcome.Meaning, Evidence = bench.TakeEvidence() };
    }

    // The questions are about Microsoft's service, so they go past the seam that hides it.
    private MicrosoftMailboxService Open(MigrationEndpoint endpoint, Action<string>? showSignInMessage) =>
        services.Create(endpoint, showSignInMessage) as MicrosoftMailboxService ?? throw new NotSupportedException("Only Microsoft 365 can be asked.");

    private static string Place(MigrationEndpoint endpoint, TenantDescription tenant) => tenant.Region is null ? $"{endpoint.Cloud.Name}" : $"{endpoint.Cloud.Name}, {tenant.Region}";
}
