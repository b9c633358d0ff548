using System.Runtime.CompilerServices;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Readiness;

/// <summary>Tests the users of a project, as many at once as migrate at once, and keeps what it finds. Changes nothing in either tenant.</summary>
internal sealed class ReadinessRunner(SqliteStore store, IMailboxServiceFactory services, TimeProvider time)
{
    /// <summary>The named users, or all, those without a destination too: that is what keeps them from being migrated.</summary>
    /// <exception cref="MigrationException">UserNotFound, UserAddressMissing; ProjectIncomplete when there are none.</exception>
    public static IReadOnlyList<MigrationUser> Choose(IMigrationCatalog catalog, string project, IReadOnlyList<string> addresses)
        => addresses.Count == 0 && catalog.GetUsers(project) is { Count: > 0 } all ? all : UserSelection.Of(catalog, project, addresses);

    /// <summary>The results, as they come.</summary>
    /// <exception cref="MigrationException">ProjectNotFound, ProjectIncomplete, UserNotFound; sign-in failed: nobody was tested.</exception>
    public async IAsyncEnumerable<UserReadiness> RunAsync(
        string project, IReadOnlyList<string> users, ReadinessRequest request, Action<string>? showSignInMessage, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = store.Catalog.GetProject(project);
        var chosen = Choose(store.Catalog, found.Name, users);
        var known = store.GetReadiness(chosen);
        List<MigrationUser> open = [];
        foreach (var user in chosen)
        {
            if (known.TryGetValue(user.Id, out var kept) && time.GetUtcNow() - kept.TestedUtc <= request.MaximumAge)
            {
                yield return kept;
            }
            else
            {
                open.Add(user);
            }
        }

        if (open.Count == 0)
        {
            yield break;
        }

        await using var source = services.Create(store.Catalog.GetEndpoint(found.Source), showSignInMessage);
        await using var destination = services.Create(store.Catalog.GetEndpoint(found.Destination), showSignInMessage);
        var from = new ReadinessSide("Source", source, MailboxProbe.ReadItems, MailboxProbe.ExportItems);
        var to = new ReadinessSide("Destination", destination, MailboxProbe.ReadItems, MailboxProbe.WriteFolders, MailboxProbe.ImportItems);

        // One after the other: both may show a person a code to type.
        await from.SignInAsync(cancellationToken).ConfigureAwait(false);
        await to.SignInAsync(cancellationToken).ConfigureAwait(false);
        var test = new UserReadinessTest(found, from, to, new UnmappedAddresses(store.Catalog, found, store.Ledger), store.Ledger, request.Deep, time);
        var results = AsTheyCome.OfAsync(open, found.Options.MaxConcurrentMigrations, TestAsync, cancellationToken);
        await foreach (var result in results.ConfigureAwait(false))
        {
            yield return result;
        }

        // Kept at once: whoever stops it does not have to ask these again.
        async Task<UserReadiness> TestAsync(MigrationUser user, CancellationToken token)
        {
            var result = await test.RunAsync(user, token).ConfigureAwait(false);
            store.KeepReadiness(user.Id, result);
            return result;
        }
    }
}
