using System.Globalization;
using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Binding;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Notifications;

namespace ArchiveMigration.Commands;

/// <summary>Tells users by mail that their archive will be moved, or that it has been. -WhatIf shows each mail as it would be sent.</summary>
[Cmdlet(VerbsCommunications.Send, "ArchiveMigrationNotification", SupportsShouldProcess = true)]
[OutputType(typeof(NotificationResult))]
public sealed class SendArchiveMigrationNotificationCommand : ProjectUsersCmdlet
{
    /// <summary>What users are told.</summary>
    [Parameter]
    public NotificationKind Kind { get; set; }

    /// <summary>A file in Markdown with what it says.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Template { get; set; }

    /// <summary>The mailbox that sends.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Sender { get; set; }

    /// <summary>Which of a user's addresses gets it. Default: the source's before, the destination's after.</summary>
    [Parameter]
    public MigrationSide? To { get; set; }

    /// <summary>The tenant that the sender belongs to. Default: as the project says, else the destination.</summary>
    [Parameter]
    public MigrationSide? Through { get; set; }

    /// <summary>When the migration begins; a time that names no zone is one of -TimeZone.</summary>
    [Parameter]
    public DateTime? StartTime { get; set; }

    /// <summary>The zone in which times are told, by its Windows or IANA name.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    [ValidateNotNullOrEmpty]
    public string? TimeZone { get; set; }

    /// <summary>How dates and numbers are written, for example de-DE.</summary>
    [Parameter]
    public CultureInfo? Culture { get; set; }

    /// <summary>Tells users once more who were told already.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void Finish()
    {
        var zone = TimeZoneChoice.Of(TimeZone);
        var template = Template is null ? MailTemplate.BuiltIn(Kind) : MailTemplate.Read(FullPath(Template));
        foreach (var (project, addresses) in Gathered.All)
        {
            var options = Engine.Catalog.GetProject(project).Options;
            var sender = Sender ?? options.MailSender ?? throw new MigrationException(
                ErrorIds.InvalidArgument, MigrationErrorKind.InvalidInput, $"{project}: nobody was named who sends the mail.")
            {
                Target = project,
                Remedy = "Name a mailbox: -Sender it@fabrikam.example, or for good: Set-ArchiveMigrationProject -MailSender.",
            };
            var count = addresses.Count > 0 ? addresses.Count : Engine.Catalog.GetUsers(project).Count;
            var request = new NotificationRequest
            {
                Kind = Kind,
                Template = template,
                Sender = sender,
                To = To ?? (Kind == NotificationKind.Before ? MigrationSide.Source : MigrationSide.Destination),
                Through = Through ?? options.MailThrough,
                StartsAt = StartTime is { } start ? TimeZoneChoice.In(start, zone) : null,
                TimeZone = zone,
                Culture = Culture ?? CultureInfo.CurrentCulture,
                Users = addresses,
                Force = Force,
                IsPreview = !ShouldProcess(
                    $"Send {template.Name} as {sender} to {count:N0} {(count == 1 ? "user" : "users")} of {project}", $"Send {template.Name} as {sender} to {count:N0} {(count == 1 ? "user" : "users")} of {project}?", "Send the notification", out var reason),
                ShowSignInMessage = ShowSignInMessage,
            };

            // Who answered No to -Confirm wants to see no previews.
            if (!request.IsPreview || reason == ShouldProcessReason.WhatIf)
            {
                Run(async cancellationToken =>
                {
                    await foreach (var result in Engine.NotifyAsync(project, request, cancellationToken).ConfigureAwait(false))
                    {
                        Post(() => WriteObject(result));
                    }
                });
            }
        }
    }
}
