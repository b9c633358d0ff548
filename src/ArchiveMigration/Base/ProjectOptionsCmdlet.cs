using System.Management.Automation;
using ArchiveMigration.Binding;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Base;

/// <summary>A command that takes a project's options: the same for a new project and for one that is changed. What is not given stays as it is.</summary>
public abstract class ProjectOptionsCmdlet : MigrationStoreCmdlet
{
    /// <summary>Where items go.</summary>
    [Parameter]
    public DestinationMailbox? DestinationMailbox { get; set; }

    /// <summary>A folder under which all goes; $null or '' = none.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    public string? TargetRootFolder { get; set; }

    /// <summary>How many users at once.</summary>
    [Parameter]
    [ValidateRange(1, ProjectOptions.MostConcurrentMigrations)]
    public int? MaxConcurrentMigrations { get; set; }

    /// <summary>More failed items than this end a user's pass.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? MaximumErrors { get; set; }

    /// <summary>How items too large to hold in memory are uploaded.</summary>
    [Parameter]
    public LargeItemTransfer? LargeItemTransfer { get; set; }

    /// <summary>Rules by which addresses inside items are mapped, in place of those there are. Not from the pipeline: a row that cannot be bound would only be left out.</summary>
    [Parameter]
    [RecipientMappingTransformation]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public string[]? RecipientMapping { get; set; }

    /// <summary>Whether addresses in the Internet headers inside items follow the rules too; <c>-MapHeaders:$false</c> leaves them again.</summary>
    [Parameter]
    public SwitchParameter MapHeaders { get; set; }

    /// <summary>Whether items keep the retention tags that policies of the source have put on them.</summary>
    [Parameter]
    public RetentionTags? RetentionTags { get; set; }

    /// <summary>Kinds of item that are left out, in place of those there are. This and the lists below: none at all (<c>@()</c>, <c>$null</c>) takes them away.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public ItemCategory[]? ExcludeCategory { get; set; }

    /// <summary>Only what was received then or later; $null = whenever.</summary>
    [Parameter]
    [AllowNull]
    public DateTimeOffset? ReceivedAfter { get; set; }

    /// <summary>Only what was received earlier; $null = whenever.</summary>
    [Parameter]
    [AllowNull]
    public DateTimeOffset? ReceivedBefore { get; set; }

    /// <summary>Larger items are left out, bytes; $null = none.</summary>
    [Parameter]
    [AllowNull]
    public long? MaximumItemSize { get; set; }

    /// <summary>Only these folders.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public string[]? IncludeFolders { get; set; }

    /// <summary>Not these folders.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public string[]? ExcludeFolders { get; set; }

    /// <summary>Not these folders, as MigrationWiz's regular expressions.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public string[]? FolderFilter { get; set; }

    /// <summary>Where folders go, as MigrationWiz writes it.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public string[]? FolderMapping { get; set; }

    /// <summary>What is kept of the subjects of items that fail.</summary>
    [Parameter]
    public SubjectPrivacy? SubjectPrivacy { get; set; }

    /// <summary>The mailbox that sends notifications and reports; $null or '' = none.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    public string? MailSender { get; set; }

    /// <summary>The tenant that the sender belongs to.</summary>
    [Parameter]
    public MigrationSide? MailThrough { get; set; }

    /// <summary>Who gets the statistics when a pass has ended; none = nobody.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public string[]? ReportRecipient { get; set; }

    /// <summary>MigrationWiz's support options, as they stand in a project there.</summary>
    [Parameter]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public string[] SupportOption { get; set; } = [];

    /// <summary>The options with what was given.</summary>
    private protected ProjectOptions Apply(ProjectOptions current)
    {
        var brought = SupportOptions.Parse(SupportOption);
        return ApplyParameters(current with { RecipientMapping = brought.RecipientMapping ?? current.RecipientMapping, FolderMapping = brought.FolderMapping ?? current.FolderMapping });
    }

    private ProjectOptions ApplyParameters(ProjectOptions current) => current with
    {
        DestinationMailbox = DestinationMailbox ?? current.DestinationMailbox,
        TargetRootFolder = GivenText(nameof(TargetRootFolder), TargetRootFolder, current.TargetRootFolder),
        MaxConcurrentMigrations = MaxConcurrentMigrations ?? current.MaxConcurrentMigrations,
        MaximumErrors = MaximumErrors ?? current.MaximumErrors,
        LargeItemTransfer = LargeItemTransfer ?? current.LargeItemTransfer,
        RecipientMapping = IsGiven(nameof(RecipientMapping)) ? ArchiveMigration.Engine.Projects.RecipientMapping.Read(RecipientMapping ?? []) : current.RecipientMapping,
        MapHeaders = IsGiven(nameof(MapHeaders)) ? MapHeaders : current.MapHeaders,
        RetentionTags = RetentionTags ?? current.RetentionTags,
        ExcludeCategory = IsGiven(nameof(ExcludeCategory)) ? [.. (ExcludeCategory ?? []).Distinct().Order()] : current.ExcludeCategory,
        ReceivedAfter = IsGiven(nameof(ReceivedAfter)) ? ReceivedAfter?.ToUniversalTime() : current.ReceivedAfter,
        ReceivedBefore = IsGiven(nameof(ReceivedBefore)) ? ReceivedBefore?.ToUniversalTime() : current.ReceivedBefore,
        MaximumItemSize = IsGiven(nameof(MaximumItemSize)) ? MaximumItemSize : current.MaximumItemSize,
        IncludeFolders = Given(nameof(IncludeFolders), IncludeFolders, current.IncludeFolders),
        ExcludeFolders = Given(nameof(ExcludeFolders), ExcludeFolders, current.ExcludeFolders),
        FolderFilter = Given(nameof(FolderFilter), FolderFilter, current.FolderFilter),
        FolderMapping = Given(nameof(FolderMapping), FolderMapping, current.FolderMapping),
        SubjectPrivacy = SubjectPrivacy ?? current.SubjectPrivacy,
        MailSender = GivenText(nameof(MailSender), MailSender, current.MailSender),
        MailThrough = MailThrough ?? current.MailThrough,
        ReportRecipient = Given(nameof(ReportRecipient), ReportRecipient, current.ReportRecipient),
    };

    /// <summary>A text that can be taken away again: given as $null or '', it is none.</summary>
    private protected string? GivenText(string parameter, string? given, string? current)
        => !IsGiven(parameter) ? current
            : string.IsNullOrWhiteSpace(given) ? null
            : given;

    private IReadOnlyList<string> Given(string parameter, string[]? given, IReadOnlyList<string> current)
        => IsGiven(parameter) ? [.. (given ?? []).Where(static text => !string.IsNullOrWhiteSpace(text)).Select(static text => text.Trim())] : current;

    private bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}
