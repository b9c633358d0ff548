using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Binding;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Commands;

/// <summary>Changes users: one user's destination and own options, or the domain of many. With -WhatIf as a table of what would be.</summary>
[Cmdlet(VerbsCommon.Set, "ArchiveMigrationUser", SupportsShouldProcess = true, DefaultParameterSetName = Domain)]
[OutputType(typeof(MigrationUser), typeof(UserChange))]
public class SetArchiveMigrationUserCommand : MigrationStoreCmdlet
{
    private const string Domain = nameof(Domain);
    private const string Address = nameof(Address);

    private readonly Dictionary<string, Dictionary<long, UserChange>> changes = new(StringComparer.OrdinalIgnoreCase);

    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ValidateNotNullOrEmpty]
    public string Project { get; set; } = string.Empty;

    [Parameter(Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("SourceAddress", "PrimarySmtpAddress", "EmailAddress", "UserPrincipalName", "Identity")]
    [ArgumentCompleter(typeof(UserCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] User { get; set; } = ["*"];

    [Parameter(Mandatory = true, ParameterSetName = Address)]
    [ValidateNotNullOrEmpty]
    public string? DestinationAddress { get; set; }

    [Parameter(ParameterSetName = Domain)]
    [ValidateNotNullOrEmpty]
    public string? DestinationDomain { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SourceDomain { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DisplayName { get; set; }

    [Parameter]
    public DestinationMailbox? DestinationMailbox { get; set; }

    [Parameter]
    [AllowEmptyString]
    public string? TargetRootFolder { get; set; }

    /// <summary>Only what was received then or later; $null = as the project has it.</summary>
    [Parameter]
    [AllowNull]
    public DateTimeOffset? ReceivedAfter { get; set; }

    /// <summary>Only what was received earlier; $null = as the project has it.</summary>
    [Parameter]
    [AllowNull]
    public DateTimeOffset? ReceivedBefore { get; set; }

    [Parameter]
    public SwitchParameter UseProjectOptions { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private bool IsPreview => MyInvocation.BoundParameters.TryGetValue("WhatIf", out var asked) ? ((SwitchParameter)asked).ToBool() : SessionState.PSVariable.GetValue("WhatIfPreference") is true or SwitchParameter { IsPresent: true };

    /// <inheritdoc/>
    protected override void Process()
    {
        if (DestinationAddress is not null && !MyInvocation.BoundParameters.ContainsKey(nameof(User)))
        {
            throw new MigrationException(ErrorIds.InvalidArgument, MigrationErrorKind.InvalidInput, $"-DestinationAddress names one mailbox, and no user is named whose destination it is to be.")
            {
                Target = DestinationAddress,
                Remedy = "Name the user: -User anna@contoso.com. For all users of the project give -DestinationDomain.",
            };
        }

        ForEach(User, pattern => ForEach(Selection.Users(Engine.Catalog, Project, [pattern]), Gather));
    }

    /// <inheritdoc/>
    protected override void Finish()
    {
        foreach (var (project, gathered) in changes)
        {
            string? moved = null;
            Run(async cancellationToken => moved = await Engine.WarnOfPlaceChangeAsync(project, [.. gathered.Values], cancellationToken).ConfigureAwait(false));
            if (moved is not null)
            {
                WriteWarning(moved);
            }

            if (IsPreview)
            {
                WriteObject(UserChange.Judge(Engine.Catalog.GetUsers(project), [.. gathered.Values]), enumerateCollection: true);
            }
            else
            {
                Save([.. gathered.Values]);
            }
        }
    }

    private void Gather(MigrationUser current)
    {
        var change = new UserChange(current, Changed(current));
        if (!change.ChangesNothing)
        {
            if (!changes.TryGetValue(current.Project, out var gathered))
            {
                changes[current.Project] = gathered = [];
            }

            gathered[current.Id] = change;
        }
        else if (PassThru && !IsPreview)
        {
            WriteObject(current);
        }
    }

    private MigrationUser Changed(MigrationUser current)
    {
        var source = SourceDomain is null ? current.SourceAddress : MailboxAddress.InDomain(current.SourceAddress, SourceDomain, "source");
        var own = UseProjectOptions ? UserOptions.None : current.Options;
        own = own with
        {
            DestinationMailbox = DestinationMailbox ?? own.DestinationMailbox,
            TargetRootFolder = TargetRootFolder ?? own.TargetRootFolder,
            ReceivedAfter = IsGiven(nameof(ReceivedAfter)) ? ReceivedAfter?.ToUniversalTime() : own.ReceivedAfter,
            ReceivedBefore = IsGiven(nameof(ReceivedBefore)) ? ReceivedBefore?.ToUniversalTime() : own.ReceivedBefore,
        };
        own.Check(Engine.Catalog.GetProject(current.Project).Options);
        return (current with { SourceAddress = source, DisplayName = DisplayName ?? current.DisplayName, Options = own }).To(DestinationDomain is null
            ? DestinationAddress ?? current.DestinationAddress
            : MailboxAddress.InDomain(current.DestinationAddress.Length > 0 ? current.DestinationAddress : source, DestinationDomain, "destination"));
    }

    private bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    private void Save(IReadOnlyList<UserChange> gathered)
    {
        var chosen = gathered.Where(change => ShouldProcess(change.SourceAddress, change.Description)).Select(change => change.Changed).ToList();
        var refusals = Engine.Catalog.UpdateUsers(chosen);
        ForEach(chosen.Zip(refusals), pair =>
        {
            if (pair.Second is not null)
            {
                throw pair.Second;
            }

            if (PassThru)
            {
                WriteObject(pair.First);
            }
        });
    }
}
