namespace ArchiveMigration.Engine.Projects;

/// <summary>
/// The columns that lists of users have: MigrationWiz's bulk add (<c>Source Email, …, Destination Email, …, Flags</c>), Exchange's migration CSV
/// (<c>EmailAddress</c>), and what Get-Mailbox and its kin export. A column that says "source" is meant; the others follow Exchange's habits.
/// </summary>
public static class UserColumns
{
    /// <summary>Where the source address is looked for, in this order.</summary>
    public static IReadOnlyList<string> Source { get; } =
        ["Source Email", "SourceAddress", "SourceEmail", "PrimarySmtpAddress", "WindowsEmailAddress", "UserPrincipalName", "EmailAddress"];

    /// <summary>Where the destination address is looked for, in this order.</summary>
    public static IReadOnlyList<string> Destination { get; } = ["Destination Email", "DestinationAddress", "DestinationEmail"];

    /// <summary>Where the name shown to people is looked for.</summary>
    public static IReadOnlyList<string> DisplayName { get; } = ["DisplayName", "Display Name"];

    /// <summary>Whether the user's items go to the archive or to the primary mailbox.</summary>
    public static IReadOnlyList<string> DestinationMailbox { get; } = ["DestinationMailbox"];

    /// <summary>The folder at the destination under which the user's tree is created.</summary>
    public static IReadOnlyList<string> TargetRootFolder { get; } = ["TargetRootFolder"];

    /// <summary>The user's own first moment.</summary>
    public static IReadOnlyList<string> ReceivedAfter { get; } = ["ReceivedAfter"];

    /// <summary>The user's own end.</summary>
    public static IReadOnlyList<string> ReceivedBefore { get; } = ["ReceivedBefore"];

    /// <summary>The number of the column, or -1. Case, blanks and punctuation in a file's headers do not matter.</summary>
    internal static int Find(IReadOnlyList<string> headers, IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            for (var column = 0; column < headers.Count; column++)
            {
                if (Key(headers[column]) == Key(name))
                {
                    return column;
                }
            }
        }

        return -1;
    }

    /// <summary>What headers are compared by.</summary>
    internal static string Key(string header) => string.Concat(header.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
