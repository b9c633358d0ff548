using System.Globalization;

namespace ArchiveMigration.Engine.Projects;

/// <summary>What holds for one user in place of the project's option. What is null is as the project has it.</summary>
public sealed record UserOptions
{
    /// <summary>Nothing of its own.</summary>
    public static UserOptions None { get; } = new();

    /// <summary>Where the user's items go.</summary>
    public DestinationMailbox? DestinationMailbox { get; init; }

    /// <summary>The folder at the destination under which the whole tree is created; empty = at the top, whatever the project says.</summary>
    public string? TargetRootFolder { get; init; }

    /// <summary>Only items received at this time (UTC) or later, by the dates that <see cref="ProjectOptions.ReceivedAfter"/> counts by.</summary>
    public DateTimeOffset? ReceivedAfter { get; init; }

    /// <summary>Only items received before this time (UTC).</summary>
    public DateTimeOffset? ReceivedBefore { get; init; }

    /// <summary>What a list says of a user. Null or empty = as the project has it.</summary>
    /// <param name="destinationMailbox">Archive or Primary.</param>
    /// <param name="targetRootFolder">A folder.</param>
    /// <param name="receivedAfter">A date, with or without a time; in this machine's time zone unless it names one.</param>
    /// <param name="receivedBefore">A date likewise.</param>
    /// <exception cref="MigrationException">InvalidArgument.</exception>
    public static UserOptions Read(string? destinationMailbox, string? targetRootFolder, string? receivedAfter = null, string? receivedBefore = null)
        => new[] { destinationMailbox, targetRootFolder, receivedAfter, receivedBefore }.All(string.IsNullOrWhiteSpace)
        ? None
        : new UserOptions
        {
            ReceivedAfter = Date(nameof(ReceivedAfter), receivedAfter),
            ReceivedBefore = Date(nameof(ReceivedBefore), receivedBefore),
            DestinationMailbox = string.IsNullOrWhiteSpace(destinationMailbox) ? null
                : Enum.GetValues<DestinationMailbox>().Cast<DestinationMailbox?>().FirstOrDefault(known => known.ToString()!.Equals(destinationMailbox.Trim(), StringComparison.OrdinalIgnoreCase))
                    ?? throw CatalogError.Invalid($"DestinationMailbox cannot be '{destinationMailbox}'.", destinationMailbox, "Give Archive or Primary, or leave it empty for what the project has."),
            TargetRootFolder = string.IsNullOrWhiteSpace(targetRootFolder) ? null : targetRootFolder.Trim(),
        };

    /// <summary>What the user has of its own, for people: <c>DestinationMailbox=Primary</c>.</summary>
    public override string ToString() => string.Join(
        "; ",
        new[]
        {
            DestinationMailbox is { } mailbox ? $"DestinationMailbox={mailbox}" : null,
            TargetRootFolder is { } folder ? $"TargetRootFolder={folder}" : null,
            ReceivedAfter is { } after ? $"ReceivedAfter={Passes.Filters.ProjectFilter.Day(after)}" : null,
            ReceivedBefore is { } before ? $"ReceivedBefore={Passes.Filters.ProjectFilter.Day(before)}" : null,
        }.OfType<string>());

    /// <summary>These options, and those of <paramref name="rest"/> where these say nothing.</summary>
    public UserOptions Or(UserOptions rest)
    {
        ArgumentNullException.ThrowIfNull(rest);
        return new UserOptions
        {
            DestinationMailbox = DestinationMailbox ?? rest.DestinationMailbox,
            TargetRootFolder = TargetRootFolder ?? rest.TargetRootFolder,
            ReceivedAfter = ReceivedAfter ?? rest.ReceivedAfter,
            ReceivedBefore = ReceivedBefore ?? rest.ReceivedBefore,
        };
    }

    /// <summary>Refuses a window of time in which nothing can lie, seen with what the project says of it.</summary>
    /// <param name="project">The project's options.</param>
    /// <exception cref="MigrationException">InvalidArgument.</exception>
    public void Check(ProjectOptions project)
    {
        ArgumentNullException.ThrowIfNull(project);
        var both = Over(project);
        if ((ReceivedAfter ?? ReceivedBefore) is not null && both.ReceivedAfter >= both.ReceivedBefore)
        {
            throw CatalogError.Invalid(
                $"Nothing would be left for this user: ReceivedAfter is {both.ReceivedAfter:u}, ReceivedBefore {both.ReceivedBefore:u}.", $"{both.ReceivedBefore:u}", "Give a ReceivedBefore that is later; what the user does not have of its own is the project's.");
        }
    }

    /// <summary>The project's options, and the user's own in their place.</summary>
    internal ProjectOptions Over(ProjectOptions project) => project with
    {
        DestinationMailbox = DestinationMailbox ?? project.DestinationMailbox,
        TargetRootFolder = TargetRootFolder is null ? project.TargetRootFolder : TargetRootFolder.Length == 0 ? null : TargetRootFolder,
        ReceivedAfter = ReceivedAfter ?? project.ReceivedAfter,
        ReceivedBefore = ReceivedBefore ?? project.ReceivedBefore,
    };

    private static DateTimeOffset? Date(string option, string? text) => string.IsNullOrWhiteSpace(text) ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal | DateTimeStyles.AllowWhiteSpaces, out var date) ? date.ToUniversalTime()
        : throw CatalogError.Invalid($"{option} cannot be '{text}'.", text, "Give a date such as 2015-01-31, or leave it empty for what the project has.");
}
