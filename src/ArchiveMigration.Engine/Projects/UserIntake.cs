namespace ArchiveMigration.Engine.Projects;

/// <summary>Makes users of what a list, a pipeline or a person says: checks the addresses, and finds the destination where none is given.</summary>
public sealed class UserIntake
{
    private readonly string project;
    private readonly string? destinationDomain;
    private readonly RecipientPreview rules;

    /// <param name="project">The project they are for.</param>
    /// <param name="destinationDomain">Who has no destination keeps what stands before the @, in this domain; null = the project's mapping rules say where they go.</param>
    public UserIntake(MigrationProject project, string? destinationDomain)
    {
        ArgumentNullException.ThrowIfNull(project);
        this.project = project.Name;
        this.destinationDomain = destinationDomain;
        rules = new RecipientPreview(project.Options.RecipientMapping);
    }

    /// <summary>Whether a destination can be found for who has none. Where it cannot, and the list has no column for it, a column was forgotten rather than a cell.</summary>
    public bool FindsDestinations => destinationDomain is not null || rules.RuleCount > 0;

    /// <summary>The user; <see cref="MigrationStatus.Unmatched"/> when nothing says where it goes.</summary>
    /// <exception cref="MigrationException">UserAddressMissing, InvalidArgument: an address is none.</exception>
    public MigrationUser Describe(string? sourceAddress, string? destinationAddress, string? displayName, UserOptions options)
    {
        MailboxAddress.Check(sourceAddress, "source");
        var destination = destinationAddress ?? Find(sourceAddress!);
        if (destination is not null)
        {
            MailboxAddress.Check(destination, "destination");
        }

        return new MigrationUser
        {
            Project = project,
            SourceAddress = sourceAddress!,
            DestinationAddress = destination ?? string.Empty,
            DisplayName = displayName,
            Options = options,
            Status = destination is null ? MigrationStatus.Unmatched : MigrationStatus.Queued,
            StatusDetail = destination is null ? NoDestination : null,
        };
    }

    /// <summary>Why a user is unmatched, and what to do.</summary>
    private string NoDestination => rules.RuleCount > 0
        ? "No destination was given, and no mapping rule is for this address: Set-ArchiveMigrationUser -DestinationAddress"
        : "No destination was given: Set-ArchiveMigrationUser -DestinationAddress";

    private string? Find(string source)
    {
        if (destinationDomain is not null)
        {
            return MailboxAddress.InDomain(source, destinationDomain, "destination");
        }

        var mapped = rules.Of(source);
        return mapped.Outcome == RecipientMappingOutcome.Mapped ? mapped.MappedAddress : null;
    }
}
