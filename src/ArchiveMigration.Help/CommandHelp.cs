namespace ArchiveMigration.Help;

/// <summary>A command with its page: what the code says, and what a person says of it.</summary>
/// <param name="Command">The command, or the second name of one.</param>
/// <param name="Page">The page of the command.</param>
/// <param name="Shared">What is said once of parameters that several commands have.</param>
internal sealed record CommandHelp(CommandMetadata Command, HelpPage Page, IReadOnlyDictionary<string, ParameterText> Shared)
{
    private static readonly string[] ShouldProcessNames = ["WhatIf", "Confirm"];

    /// <summary>Its parameters, with -WhatIf and -Confirm where PowerShell adds them.</summary>
    public IReadOnlyList<ParameterMetadata> Parameters =>
        [.. Command.Parameters, .. Command.SupportsShouldProcess ? ShouldProcessNames.Select(OfPowerShell) : []];

    /// <summary>What is said of a parameter: on the page, or for all commands.</summary>
    public IReadOnlyList<string> TextOf(ParameterMetadata parameter)
        => Page.Parameters.TryGetValue(parameter.Name, out var own) ? own.Paragraphs
            : parameter.IsShared && Shared.TryGetValue(parameter.Name, out var shared) ? shared.Paragraphs
            : [];

    /// <summary>Where page and code disagree.</summary>
    public IEnumerable<HelpProblem> Problems()
    {
        foreach (var parameter in Parameters.Where(parameter => TextOf(parameter).Count == 0))
        {
            yield return new HelpProblem(Page.File, 1, $"the parameter -{parameter.Name} of {Command.Name} is not described: a section '### -{parameter.Name}' is missing.");
        }

        foreach (var (name, text) in Page.Parameters.Where(described => Parameters.All(parameter => parameter.Name != described.Key)))
        {
            yield return new HelpProblem(Page.File, text.Line, $"{Command.Name} has no parameter -{name}.");
        }

        if (Page.Examples.Count == 0)
        {
            yield return new HelpProblem(Page.File, 1, $"{Command.Name} has no example.");
        }
    }

    private static ParameterMetadata OfPowerShell(string name) => new()
    {
        Name = name,
        TypeName = "SwitchParameter",
        FullTypeName = "System.Management.Automation.SwitchParameter",
        IsSwitch = true,
        IsShared = true,
        Aliases = [name == "WhatIf" ? "wi" : "cf"],
        Places = [new ParameterPlace(ParameterPlace.AllSets, Mandatory: false, Position: null, ByValue: false, ByName: false)],
    };
}
