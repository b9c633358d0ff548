using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Passes.Filters;

/// <summary>What a project's rules come to for the folders of one mailbox, each told after its parent.</summary>
internal sealed class FolderPlan(ProjectFilter filter)
{
    private readonly Dictionary<string, IReadOnlyList<NamedFolder>> paths = new(StringComparer.Ordinal);
    private readonly HashSet<string> met = new(StringComparer.Ordinal);

    /// <summary>Plans for a folder.</summary>
    /// <exception cref="MigrationException">InvalidArgument: an expression takes too long.</exception>
    public FolderPlace Add(MailboxFolder folder)
    {
        var wellKnown = WellKnownFolders.Of(folder);
        IReadOnlyList<NamedFolder> above = folder.ParentId is { } parent && paths.TryGetValue(parent, out var known) ? known : [];
        NamedFolder[] path = [.. above, new NamedFolder(folder.Name, wellKnown)];
        paths[folder.Id] = path;
        if (wellKnown is not null)
        {
            met.Add(wellKnown);
        }

        var names = filter.Mapping.Select(rule => rule.Map(folder.Path)).FirstOrDefault(static mapped => mapped is not null) ?? [.. path.Select(static named => named.Name)];
        return new FolderPlace([.. filter.TargetRoot, .. names], ExcludedBy(path, folder.Path));
    }

    /// <summary>Tokens such as <c>#SentItems#</c> of which no folder of the mailbox was found to be it: in an archive the service hardly tells.</summary>
    public IReadOnlyList<string> NotFound => [.. filter.Include.Concat(filter.Exclude).Where(pattern => pattern.WellKnown is { } name && !met.Contains(name)).Select(static pattern => pattern.Text).Distinct()];

    private string? ExcludedBy(NamedFolder[] path, string text)
    {
        if (filter.Exclude.FirstOrDefault(pattern => pattern.Matches(path)) is { } left)
        {
            return $"{nameof(Projects.ProjectOptions.ExcludeFolders)}: {left.Text}";
        }

        if (filter.Expressions.FirstOrDefault(expression => expression.Matches(text)) is { } matched)
        {
            return $"{nameof(Projects.ProjectOptions.FolderFilter)}: {matched.Text}";
        }

        return filter.Include.Count == 0 || filter.Include.Any(pattern => pattern.Matches(path)) ? null : $"{nameof(Projects.ProjectOptions.IncludeFolders)}: not among them";
    }
}
