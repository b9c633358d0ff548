using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.Engine.Projects;

/// <summary>The mapping rules of a project as texts, for those that do not know the library that reads them.</summary>
public static class RecipientMapping
{
    /// <summary>
    /// Reads rules as MigrationWiz writes them (<c>RecipientMapping="@old.example->@new.example"</c>, with or without the name and quotation marks, several
    /// in one text) and gives each once, as <c>source->destination</c>.
    /// </summary>
    /// <exception cref="MigrationException">InvalidArgument: a rule is malformed or contradicts another.</exception>
    public static IReadOnlyList<string> Read(IEnumerable<string> texts) => [.. Parse(texts).Rules.Select(rule => rule.ToString())];

    /// <exception cref="MigrationException">InvalidArgument: a rule is malformed or contradicts another.</exception>
    internal static AddressMap Parse(IEnumerable<string> texts)
    {
        try
        {
            return AddressMap.Parse(texts);
        }
        catch (AddressRuleException refused)
        {
            throw CatalogError.Invalid($"{nameof(ProjectOptions.RecipientMapping)}: {refused.Message}", refused.Value, "Write rules as '@old.example->@new.example' or 'user@old.example->user@new.example'.");
        }
    }
}
