namespace ArchiveMigration.Engine.Projects;

/// <summary>What the mapping of a project does to one address.</summary>
public sealed record MappedRecipient
{
    /// <summary>The address asked about.</summary>
    public required string Address { get; init; }

    /// <summary>What it becomes inside items; the same when nothing is for it.</summary>
    public required string MappedAddress { get; init; }

    /// <summary>The rule that decides; null when there is none.</summary>
    public string? Rule { get; init; }

    /// <summary>What happens to it.</summary>
    public required RecipientMappingOutcome Outcome { get; init; }

    /// <summary>Where the project's user of this address moves to; null when there is no such user.</summary>
    public string? DestinationAddress { get; init; }

    /// <summary>Whether it becomes the address its user moves to; null when there is no such user, or the destination is an object id.</summary>
    public bool? MatchesDestination { get; init; }

    /// <summary>What to look at, when it is not simply mapped.</summary>
    public string? Message { get; init; }
}
