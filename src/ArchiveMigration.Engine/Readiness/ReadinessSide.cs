using System.Collections.Concurrent;
using ArchiveMigration.Engine.Exchange.Authentication;
using ArchiveMigration.Engine.Exchange.Http;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Readiness;

/// <summary>One side of a readiness test: opens mailboxes, measures them, tries what is allowed, and puts refusals into findings.</summary>
/// <param name="name">Source or Destination.</param>
/// <param name="service">The tenant's mailboxes.</param>
/// <param name="probes">What a migration will have to do there.</param>
internal sealed class ReadinessSide(string name, IMailboxService service, params IReadOnlyList<MailboxProbe> probes)
{
    // What succeeded for somebody: then a refusal of somebody else is not a missing grant but its scope.
    private readonly ConcurrentDictionary<MailboxProbe, bool> allowedForSomebody = new();
    private IReadOnlyCollection<string>? granted;

    public string Name => name;

    public IMailboxService Service => service;

    /// <summary>Signs in, once for all users.</summary>
    /// <exception cref="MigrationException">Sign-in failed: nobody can be tested.</exception>
    public async Task SignInAsync(CancellationToken cancellationToken)
    {
        granted = (await service.DescribeTenantAsync(cancellationToken).ConfigureAwait(false)).GrantedPermissions;
    }

    /// <summary>Opens the mailbox and reads its folders; null when it cannot be read, and the findings say why.</summary>
    public async Task<(IMailbox Mailbox, IReadOnlyList<MeasuredFolder> Folders)?> ReadAsync(
        string address, MailboxKind kind, List<ReadinessFinding> findings, CancellationToken cancellationToken)
    {
        // To find a mailbox takes a permission that only Entra grants; from the folders on, Exchange can.
        MailboxProbe? probe = null;
        try
        {
            var mailbox = await service.OpenMailboxAsync(address, kind, cancellationToken).ConfigureAwait(false);
            probe = MailboxProbe.ReadFolders;
            var folders = await mailbox.MeasureFoldersAsync(cancellationToken).ConfigureAwait(false);
            allowedForSomebody[MailboxProbe.ReadFolders] = true;
            return (mailbox, folders);
        }
        catch (MigrationException failure)
        {
            findings.Add(Finding(failure, probe));
            return null;
        }
    }

    /// <summary>Tries everything that a migration will have to do, so that all that is missing is told at once.</summary>
    public async Task ProbeAsync(IMailbox mailbox, List<ReadinessFinding> findings, CancellationToken cancellationToken)
    {
        foreach (var probe in probes)
        {
            try
            {
                await mailbox.ProbeAsync(probe, cancellationToken).ConfigureAwait(false);
                allowedForSomebody[probe] = true;
            }
            catch (MigrationException failure)
            {
                findings.Add(Finding(failure, probe));
            }
        }
    }

    private ReadinessFinding Finding(MigrationException failure, MailboxProbe? probe) => new(
        KindOf(failure.ErrorId),
        ReadinessVerdict.Blocked,
        name,
        failure.Message,
        failure.ErrorId == ErrorIds.PermissionDenied && probe is { } tried ? Remedy(tried) ?? failure.Remedy : failure.Remedy,
        failure.ServiceCode,
        failure.RequestId);

    private ReadinessFindingKind KindOf(string errorId) => errorId switch
    {
        ErrorIds.MailboxNotFound => ReadinessFindingKind.MailboxNotFound,
        ErrorIds.MailboxNotReachable => ReadinessFindingKind.MailboxNotReachable,
        ErrorIds.ArchiveNotEnabled => name == "Source" ? ReadinessFindingKind.NoArchiveAtSource : ReadinessFindingKind.NoArchiveAtDestination,
        ErrorIds.ArchiveAccessRefused => ReadinessFindingKind.ArchiveNotServed,
        ErrorIds.PermissionDenied => ReadinessFindingKind.PermissionMissing,
        _ => ReadinessFindingKind.NotReadable,
    };

    // Entra's grants are in the token and hold for every mailbox; Exchange's are in no token and hold for a scope. Which of them failed follows from both.
    private string? Remedy(MailboxProbe probe)
    {
        if (granted is null)
        {
            return null;
        }

        var need = PermissionNeed.For(OperationOf(probe));
        if (LeastPermissions.Allow(granted, need.Application) || LeastPermissions.Allow(granted, need.Delegated))
        {
            return $"The sign-in has {need.Application}, and Exchange refuses all the same: look for an Application Access Policy that keeps this mailbox out (Get-ApplicationAccessPolicy). A grant of the last 2 hours may not have reached Exchange yet.";
        }

        return allowedForSomebody.ContainsKey(probe)
            ? $"Exchange's RBAC allows it for other mailboxes: take this one into the scope of the role assignment '{need.ExchangeRole}' (Test-ServicePrincipalAuthorization shows it), then wait up to 2 hours."
            : $"The sign-in's token has no {need.Application}, and Exchange's RBAC does not allow it for this mailbox either: grant {need.Application} with admin consent, or assign '{need.ExchangeRole}' with a scope that includes the mailbox.";
    }

    private static GraphOperation OperationOf(MailboxProbe probe) => probe switch
    {
        MailboxProbe.ReadFolders => GraphOperation.ListFolders,
        MailboxProbe.ReadItems => GraphOperation.ListItems,
        MailboxProbe.ExportItems => GraphOperation.ExportItems,
        MailboxProbe.WriteFolders => GraphOperation.CreateFolder,
        _ => GraphOperation.CreateImportSession,
    };
}
