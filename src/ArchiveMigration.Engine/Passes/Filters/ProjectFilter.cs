using System.Globalization;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Passes.Filters;

/// <summary>
/// A project's rules of what is left out and where folders go, ready for use. The one place that decides: passes, the dry run and the proof ask it.
/// A rule is named by the option that holds it and its value, so that people find it again: <c>ExcludeFolders: #DeletedItems#/*</c>.
/// </summary>
internal sealed class ProjectFilter
{
    private readonly ProjectOptions options;
    private readonly string? afterRule;
    private readonly string? beforeRule;
    private readonly string? sizeRule;

    private ProjectFilter(ProjectOptions options)
    {
        this.options = options;
        Include = [.. options.IncludeFolders.Select(static text => FolderPattern.Parse(text, nameof(options.IncludeFolders)))];
        Exclude = [.. options.ExcludeFolders.Select(static text => FolderPattern.Parse(text, nameof(options.ExcludeFolders)))];
        Expressions = [.. options.FolderFilter.Select(static text => FolderExpression.Parse(text, nameof(options.FolderFilter)))];
        Mapping = [.. options.FolderMapping.Select(FolderMappingRule.Parse)];
        TargetRoot = [.. FolderNames.Split(options.TargetRootFolder ?? string.Empty).Select(static name => name.Trim())];
        afterRule = options.ReceivedAfter is { } after ? $"{nameof(options.ReceivedAfter)}: {Day(after)}" : null;
        beforeRule = options.ReceivedBefore is { } before ? $"{nameof(options.ReceivedBefore)}: {Day(before)}" : null;
        sizeRule = options.MaximumItemSize is { } most ? string.Create(CultureInfo.InvariantCulture, $"{nameof(options.MaximumItemSize)}: {Reports.ByteSize.Show(most, CultureInfo.InvariantCulture)}") : null;
        HasItemRules = (options.ReceivedAfter ?? options.ReceivedBefore) is not null || options.MaximumItemSize is not null || options.ExcludeCategory.Count > 0;
    }

    /// <summary>Whether nothing is left out, whatever it is.</summary>
    public bool IsEmpty => !HasItemRules && Include.Count + Exclude.Count + Expressions.Count == 0;

    /// <summary>Folders that alone are taken; empty = all.</summary>
    public IReadOnlyList<FolderPattern> Include { get; }

    /// <summary>Folders that are left out.</summary>
    public IReadOnlyList<FolderPattern> Exclude { get; }

    /// <summary>The same as regular expressions.</summary>
    public IReadOnlyList<FolderExpression> Expressions { get; }

    /// <summary>Where folders go.</summary>
    public IReadOnlyList<FolderMappingRule> Mapping { get; }

    /// <summary>The names of the folder under which all goes.</summary>
    public IReadOnlyList<string> TargetRoot { get; }

    /// <summary>Whether any rule looks at items.</summary>
    public bool HasItemRules { get; }

    /// <summary>Reads a project's rules.</summary>
    /// <exception cref="MigrationException">InvalidArgument: one of them cannot be used.</exception>
    public static ProjectFilter Of(ProjectOptions options) => new(options);

    /// <summary>The rule that leaves an item out whose folder is not; null = none does.</summary>
    /// <param name="category">Its kind.</param>
    /// <param name="size">Bytes as the source reports them.</param>
    /// <param name="datedUtc">When it was received, sent or, without either, last changed; one without any of them is not left out by its date.</param>
    public string? ExcludedBy(ItemCategory category, long size, DateTimeOffset? datedUtc)
    {
        if (options.ExcludeCategory.Contains(category))
        {
            return $"{nameof(options.ExcludeCategory)}: {category}";
        }

        return datedUtc < options.ReceivedAfter ? afterRule
            : datedUtc >= options.ReceivedBefore ? beforeRule
            : size > options.MaximumItemSize ? sizeRule
            : null;
    }

    /// <inheritdoc cref="ExcludedBy(ItemCategory, long, DateTimeOffset?)"/>
    public string? ExcludedBy(MailboxItem item) => HasItemRules ? ExcludedBy(ItemCategories.Of(item.ItemClass), item.Size, item.DatedUtc ?? item.LastModifiedUtc) : null;

    /// <summary>A moment as rules are named by it.</summary>
    internal static string Day(DateTimeOffset moment)
    {
        var utc = moment.UtcDateTime;
        return utc.ToString(utc.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
    }
}
