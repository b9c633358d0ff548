namespace ArchiveMigration.Engine.Mailboxes;

/// <summary>What belongs to a user's primary mailbox beside its items: inbox rules and master categories. Archives have neither.</summary>
public interface IMailboxSettings
{
    /// <summary>The inbox rules, in the order in which they run.</summary>
    Task<IReadOnlyList<InboxRule>> ListRulesAsync(CancellationToken cancellationToken);

    /// <summary>Creates a rule. Where the answer was lost there may be two of it afterwards: list and compare.</summary>
    Task CreateRuleAsync(InboxRule rule, CancellationToken cancellationToken);

    /// <summary>Deletes a rule.</summary>
    Task DeleteRuleAsync(string ruleId, CancellationToken cancellationToken);

    /// <summary>The master categories.</summary>
    Task<IReadOnlyList<MailCategory>> ListCategoriesAsync(CancellationToken cancellationToken);

    /// <summary>Creates a category; one of that name that is there already stays as it is.</summary>
    Task CreateCategoryAsync(MailCategory category, CancellationToken cancellationToken);

    /// <summary>Where a folder that a rule names is; null when it is not there.</summary>
    Task<RuleFolder?> FindPlaceAsync(string folderId, CancellationToken cancellationToken);

    /// <summary>The folder at a place; null when there is none.</summary>
    Task<string?> FindFolderAsync(RuleFolder place, CancellationToken cancellationToken);
}
