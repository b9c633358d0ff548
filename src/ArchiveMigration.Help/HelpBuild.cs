namespace ArchiveMigration.Help;

/// <summary>From the folder of pages and the built cmdlets to the folder that Get-Help reads.</summary>
internal static class HelpBuild
{
    /// <summary>The page of what is said once of parameters that several commands share.</summary>
    public const string SharedParameters = "parameters.md";

    /// <summary>The topic in which every error is explained.</summary>
    private const string Troubleshooting = "about_ArchiveMigration_Troubleshooting";

    /// <summary>Writes the help; nothing is written when a page does not fit.</summary>
    /// <param name="docs">The folder with the pages.</param>
    /// <param name="assembly">The cmdlets' assembly; its file gives the help its name.</param>
    /// <param name="references">The files that the assembly was compiled against.</param>
    /// <param name="target">The folder of the culture, <c>en-US</c>.</param>
    public static IReadOnlyList<HelpProblem> Run(string docs, string assembly, IReadOnlyList<string> references, string target)
    {
        var problems = new List<HelpProblem>();
        var (commands, errors) = CommandReader.Read(assembly, references);
        var files = Directory.GetFiles(docs, "*.md").Order(StringComparer.Ordinal).ToDictionary(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText);
        string PathOf(string name) => Path.Combine(docs, name + ".md");

        var topics = files.Where(file => file.Key.StartsWith("about_", StringComparison.Ordinal))
            .ToDictionary(file => file.Key, file => AboutTopic.Of(PathOf(file.Key), file.Value, problems));
        var sharedName = Path.GetFileNameWithoutExtension(SharedParameters);
        var shared = HelpPageReader.ReadShared(PathOf(sharedName), files.GetValueOrDefault(sharedName, string.Empty), problems);
        var pages = files.Where(file => !topics.ContainsKey(file.Key) && file.Key != sharedName)
            .Select(file => HelpPageReader.Read(PathOf(file.Key), file.Value, problems))
            .ToDictionary(page => page.Command);

        var explained = files.TryGetValue(Troubleshooting, out var troubles) ? MarkdownSection.Read(troubles).Sections.SelectMany(section => section.Sections).Select(section => section.Title).ToHashSet() : [];
        problems.AddRange(errors.Where(id => !explained.Contains(id)).Select(id => new HelpProblem(PathOf(Troubleshooting), 1, $"the error {id} is not explained: a section '### {id}' is missing.")));

        var firstNames = commands.Where(command => command.SecondNameOf is null).Select(command => command.Name).ToHashSet();
        problems.AddRange(firstNames.Where(name => !pages.ContainsKey(name)).Select(name => new HelpProblem(PathOf(name), 1, $"{name} has no page.")));
        problems.AddRange(pages.Values.Where(page => !firstNames.Contains(page.Command)).Select(page => new HelpProblem(page.File, 1, $"there is no command {page.Command}.")));

        var known = commands.Select(command => command.Name).Concat(topics.Keys).ToHashSet();
        problems.AddRange(
            from page in pages.Values
            from link in page.Links
            where link.Uri is null && !known.Contains(link.Text)
            select new HelpProblem(page.File, link.Line, $"the related link '{link.Text}' is neither a command nor a topic of ours."));

        var help = commands.Where(command => pages.ContainsKey(command.SecondNameOf ?? command.Name))
            .Select(command => new CommandHelp(command, pages[command.SecondNameOf ?? command.Name], shared))
            .ToList();
        problems.AddRange(help.Where(entry => entry.Command.SecondNameOf is null).SelectMany(entry => entry.Problems()));
        if (problems.Count == 0)
        {
            Write(help, topics, target, Path.GetFileName(assembly));
        }

        return problems;
    }

    private static void Write(IEnumerable<CommandHelp> help, Dictionary<string, string> topics, string target, string assembly)
    {
        if (Directory.Exists(target))
        {
            // A topic that has no page any more must not stay.
            foreach (var file in Directory.GetFiles(target, "about_*.help.txt"))
            {
                File.Delete(file);
            }
        }

        Directory.CreateDirectory(target);
        foreach (var (name, text) in topics)
        {
            File.WriteAllText(Path.Combine(target, name + ".help.txt"), text);
        }

        // Last: the build takes this file's time for the time of all.
        MamlFile.Of(help).Save(Path.Combine(target, assembly + "-Help.xml"));
    }
}
