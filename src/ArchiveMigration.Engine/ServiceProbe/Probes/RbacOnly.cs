using ArchiveMigration.Engine.Exchange.Authentication;

namespace ArchiveMigration.Engine.ServiceProbe.Probes;

/// <summary>Exchange's RBAC for Applications is documented for mailboxes; nobody has published that it holds for archives and imports.</summary>
internal sealed class RbacOnly : IServiceProbe
{
    private static readonly string[] Needed = ["MailboxFolder.Read.All", "MailboxItem.Read.All", "MailboxItem.ImportExport.All"];

    public string Id => nameof(RbacOnly);

    public string Question => "Does an application work that has Exchange RBAC roles and no Entra permissions for mailboxes?";

    public async Task<ProbeOutcome> RunAsync(ProbeBench bench, CancellationToken cancellationToken)
    {
        if (bench.DestinationPermissions is not { } granted)
        {
            return ProbeOutcome.NotRun("What the sign-in was granted in Entra cannot be seen.");
        }

        if (Array.Find(Needed, permission => LeastPermissions.Allow(granted, permission)) is { } held)
        {
            return ProbeOutcome.NotRun($"The destination's application has {held} in Entra, which holds for every mailbox. Ask with one that has User.Read.All in Entra and all else by New-ManagementRoleAssignment.");
        }

        var folders = await bench.Destination.GetAsync(null, "/folders", "$top=1", cancellationToken).ConfigureAwait(false);
        if (!folders.IsSuccess)
        {
            return ProbeOutcome.Answered($"No: listing folders is refused ({folders.Said})", "Grant the permissions in Entra. If the roles were assigned in the last 2 hours, ask again later.");
        }

        var sample = await bench.ImportSampleAsync(cancellationToken).ConfigureAwait(false);
        return sample is null ? await bench.WhyNoSampleAsync(cancellationToken).ConfigureAwait(false)
            : sample.ItemId is not null ? ProbeOutcome.Answered("Yes: folders and import", "Applications can be limited to the mailboxes of a project.")
            : ProbeOutcome.Answered($"Folders yes, import no ({sample.Refusal?.Said})", "Grant MailboxItem.ImportExport.All in Entra.");
    }
}
