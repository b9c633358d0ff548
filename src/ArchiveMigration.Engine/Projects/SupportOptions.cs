namespace ArchiveMigration.Engine.Projects;

/// <summary>
/// MigrationWiz's support options as they stand in a project's text box: <c>RecipientMapping="@old.example->@new.example"</c>, one a line. Those that have no meaning here
/// are refused with what stands for them, so that nobody believes them to be in force.
/// </summary>
public sealed class SupportOptions
{
    private const string SignIn = "sign-in belongs to the endpoint: New-ArchiveMigrationEndpoint -TenantId -ClientId with a secret or a certificate";
    private const string NoEws = "it is about Exchange Web Services, which are not used here; leave it out";
    private const string NoWait = "nothing waits for a time-out of that kind here; -MaximumOutage of Start-ArchiveMigration is how long a network may be away";

    /// <summary>What people bring along (BitTitan's articles and practitioners' notes), and what stands for it here.</summary>
    private static readonly (string Name, string Counterpart)[] Others =
    [
        ("ModernAuth", SignIn),
        ("UseApplicationPermission", SignIn),
        ("UseEwsImportImpersonation", NoEws),
        ("ExtendedEwsTimeout", NoEws),
        ("InitializationTimeout", NoWait),
        ("LargeFileMigrations", "large items are copied as they are; -LargeItemTransfer says how, -MaximumItemSize leaves them out"),
        ("FolderLimit", "there is no limit of folders here; leave it out"),
        ("IncreasePathLengthLimit", "there is no limit of paths here; leave it out"),
        ("ShrinkFoldersMaxLength", "names of folders stay as they are; -FolderMapping gives folders other ones"),
        ("RenameConflictingFiles", "it is about files, not about mail; leave it out"),
        ("SyncItems", "a later pass takes what is new; edited items are updated by Start-ArchiveMigration -UpdateChanged"),
        ("SuppressReminderDays", "items arrive as they are, with their reminders; there is nothing for it here"),
        ("MigrateGmailAllCalendar", "it is about Gmail; leave it out"),
        ("Tags", "where a run is done is up to the machine that runs it; leave it out"),
        ("StoreOverflowGuidance", "a full archive is waited for: Start-ArchiveMigration -WaitForQuota"),
        ("FolderFilter", "it is a parameter of its own: -FolderFilter"),
    ];

    private SupportOptions(IReadOnlyList<string>? recipientMapping, IReadOnlyList<string>? folderMapping) => (RecipientMapping, FolderMapping) = (recipientMapping, folderMapping);

    /// <summary>Rules by which addresses are mapped; null when none are among them.</summary>
    public IReadOnlyList<string>? RecipientMapping { get; }

    /// <summary>Where folders go; null when it is not among them.</summary>
    public IReadOnlyList<string>? FolderMapping { get; }

    /// <summary>Reads them, several lines in one text if need be.</summary>
    /// <exception cref="MigrationException">InvalidArgument: one is not known here, or malformed.</exception>
    public static SupportOptions Parse(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        List<string> recipients = [];
        List<string> folders = [];
        foreach (var line in texts.SelectMany(static text => text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            var name = (equals < 0 ? line : line[..equals]).Trim();
            var value = equals < 0 ? string.Empty : line[(equals + 1)..].Trim().Trim('"', '\u201C', '\u201D').Trim();
            if (name.Equals(nameof(RecipientMapping), StringComparison.OrdinalIgnoreCase) && value.Length > 0)
            {
                recipients.AddRange(Projects.RecipientMapping.Read([value]));
            }
            else if (name.Equals(nameof(FolderMapping), StringComparison.OrdinalIgnoreCase) && value.Length > 0)
            {
                _ = Passes.Filters.FolderMappingRule.Parse(value);
                folders.Add(value);
            }
            else
            {
                throw Refused(line, name, value);
            }
        }

        return new SupportOptions(recipients.Count > 0 ? recipients : null, folders.Count > 0 ? folders : null);
    }

    private static MigrationException Refused(string line, string name, string value)
    {
        var isOurs = name.Equals(nameof(RecipientMapping), StringComparison.OrdinalIgnoreCase) || name.Equals(nameof(FolderMapping), StringComparison.OrdinalIgnoreCase);
        var counterpart = Others.FirstOrDefault(known => name.StartsWith(known.Name, StringComparison.OrdinalIgnoreCase)).Counterpart;
        return isOurs && value.Length == 0
            ? CatalogError.Invalid($"The support option {name} has no value.", line, $"Write {name}=\"from->to\".")
            : CatalogError.Invalid($"MigrationWiz's support option '{name}' means nothing here.", line, counterpart is null
                ? "Known here are RecipientMapping and FolderMapping; other options are parameters of New-ArchiveMigrationProject. Nothing was changed."
                : $"{char.ToUpperInvariant(counterpart[0])}{counterpart[1..]}. Nothing was changed.");
    }
}
