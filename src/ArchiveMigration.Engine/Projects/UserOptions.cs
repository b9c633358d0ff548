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

    /// <summary>What a list says of a user.</summary>
    /// <param name="destinationMailbox">Archive or Primary; null or empty = as the project has it.</param>
    /// <param name="targetRootFolder">A folder; null or empty = as the project has it.</param>
    /// <exception cref="MigrationException">InvalidArgument.</exception>
    public static UserOptions Read(string? destinationMailbox, string? targetRootFolder) => string.IsNullOrWhiteSpace(destinationMailbox) && string.IsNullOrWhiteSpace(targetRootFolder)
        ? None
        : new UserOptions
        {
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
        }.OfType<string>());

    /// <summary>The project's options, and the user's own in their place.</summary>
    internal ProjectOptions Over(ProjectOptions project) => project with
    {
        DestinationMailbox = DestinationMailbox ?? project.DestinationMailbox,
        TargetRootFolder = TargetRootFolder is null ? project.TargetRootFolder : TargetRootFolder.Length == 0 ? null : TargetRootFolder,
    };
}
