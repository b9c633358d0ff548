using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Binding;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Notifications;

namespace ArchiveMigration.Commands;

/// <summary>Mails the statistics of a project to its administrators, with the report attached. -WhatIf shows the mail as it would be sent.</summary>
[Cmdlet(VerbsCommunications.Send, "ArchiveMigrationReport", SupportsShouldProcess = true)]
[OutputType(typeof(ReportMailResult))]
public sealed class SendArchiveMigrationReportCommand : MigrationStoreCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string Project { get; set; } = string.Empty;

    /// <summary>Who gets it.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string[]? To { get; set; }

    /// <summary>The mailbox that sends.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Sender { get; set; }

    /// <summary>The tenant that the sender belongs to.</summary>
    [Parameter]
    public MigrationSide? Through { get; set; }

    /// <summary>Sends the figures only.</summary>
    [Parameter]
    public SwitchParameter NoAttachment { get; set; }

    /// <inheritdoc/>
    protected override void Process() => ForEach(Selection.Projects(Engine.Catalog, Project), project =>
    {
        var request = new ReportMailRequest { To = To ?? [], Sender = Sender, Through = Through, Attach = !NoAttachment, ShowSignInMessage = ShowSignInMessage };
        var to = string.Join(", ", To ?? [.. project.Options.ReportRecipient]);
        var preview = !ShouldProcess($"Mail the report of {project.Name} to {to}", $"Mail the report of {project.Name} to {to}?", "Mail the report", out var reason);
        if (preview && reason != ShouldProcessReason.WhatIf)
        {
            return;
        }

        ReportMailResult? result = null;
        Run(async cancellationToken => result = await Engine.SendReportAsync(project.Name, request with { IsPreview = preview }, cancellationToken).ConfigureAwait(false));
        WriteObject(result);
    });
}
