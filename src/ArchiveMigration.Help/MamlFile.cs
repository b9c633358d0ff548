using System.Globalization;
using System.Xml.Linq;

namespace ArchiveMigration.Help;

/// <summary>
/// The file that Get-Help reads, in PowerShell's dialect of MAML
/// (https://learn.microsoft.com/powershell/scripting/developer/help/writing-help-for-windows-powershell-cmdlets).
/// </summary>
internal static class MamlFile
{
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";
    private static readonly XNamespace Root = "http://msh";

    /// <summary>All commands in one document.</summary>
    public static XDocument Of(IEnumerable<CommandHelp> commands) => new(
        new XDeclaration("1.0", "utf-8", null),
        new XElement(Root + "helpItems", new XAttribute("schema", "maml"), commands.Select(CommandElement)));

    private static XElement CommandElement(CommandHelp help) => new(
        Command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Maml),
        new XAttribute(XNamespace.Xmlns + "command", Command),
        new XAttribute(XNamespace.Xmlns + "dev", Dev),
        new XElement(
            Command + "details",
            new XElement(Command + "name", help.Command.Name),
            new XElement(Command + "verb", help.Command.Verb),
            new XElement(Command + "noun", help.Command.Noun),
            Description([help.Page.Synopsis])),
        Description(help.Command.SecondNameOf is { } longName
            ? [.. help.Page.Description, $"{help.Command.Name} is the short name of {longName}. In a session connected to Exchange Online use the long one: see about_ArchiveMigration_Names."]
            : help.Page.Description),
        new XElement(Command + "syntax", help.Command.ParameterSets.Select(set => Syntax(help, set))),
        new XElement(Command + "parameters", help.Parameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal).Select(parameter => Parameter(help, parameter, parameter.Places[0], describes: true))),
        new XElement(Command + "inputTypes", Inputs(help)),
        new XElement(Command + "returnValues", Outputs(help)),
        help.Page.Notes.Count == 0 ? null : new XElement(Maml + "alertSet", new XElement(Maml + "alert", Paragraphs(help.Page.Notes))),
        new XElement(Command + "examples", help.Page.Examples.Select(Example)),
        new XElement(Command + "relatedLinks", help.Page.Links.Select(Link)));

    private static XElement Syntax(CommandHelp help, string set) => new(
        Command + "syntaxItem",
        new XElement(Maml + "name", help.Command.Name),
        from parameter in help.Parameters
        let place = parameter.In(set)
        where place is not null
        orderby place.Position ?? int.MaxValue, place.Mandatory descending
        select Parameter(help, parameter, place, describes: false));

    private static XElement Parameter(CommandHelp help, ParameterMetadata parameter, ParameterPlace place, bool describes) => new(
        Command + "parameter",
        new XAttribute("required", place.Mandatory ? "true" : "false"),
        new XAttribute("variableLength", "true"),
        new XAttribute("globbing", parameter.SupportsWildcards ? "true" : "false"),
        new XAttribute("pipelineInput", (place.ByValue, place.ByName) switch
        {
            (true, true) => "True (ByValue, ByPropertyName)",
            (true, false) => "True (ByValue)",
            (false, true) => "True (ByPropertyName)",
            _ => "False",
        }),
        new XAttribute("position", place.Position?.ToString(CultureInfo.InvariantCulture) ?? "named"),
        new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        new XElement(Maml + "name", parameter.Name),
        describes ? Description([.. help.TextOf(parameter), .. Values(parameter)]) : null,
        parameter.Values.Count > 0 && !describes
            ? new XElement(Command + "parameterValueGroup", parameter.Values.Select(value => Value(value, place, isVariable: false)))
            : parameter.IsSwitch && !describes ? null : Value(parameter.TypeName, place, isVariable: true),
        new XElement(Dev + "type", new XElement(Maml + "name", parameter.TypeName), new XElement(Maml + "uri")),
        new XElement(Dev + "defaultValue", DefaultValue.Of(help.TextOf(parameter)) ?? (parameter.IsSwitch ? "False" : "None")));

    private static IEnumerable<string> Values(ParameterMetadata parameter)
        => parameter.Values.Count == 0 ? [] : [$"Values: {string.Join(", ", parameter.Values)}."];

    private static XElement Value(string text, ParameterPlace place, bool isVariable) => new(
        Command + "parameterValue",
        new XAttribute("required", place.Mandatory ? "true" : "false"),
        new XAttribute("variableLength", isVariable ? "true" : "false"),
        text);

    private static XElement Inputs(CommandHelp help)
    {
        var types = help.Parameters.Where(parameter => parameter.Places.Any(place => place.ByValue)).Select(parameter => parameter.FullTypeName).Distinct();
        return new XElement(Command + "inputType", Type(string.Join(", ", types)), Description(help.Page.Inputs));
    }

    private static XElement Outputs(CommandHelp help) => new(
        Command + "returnValue",
        Type(help.Command.OutputTypes.Count == 0 ? "None" : string.Join(", ", help.Command.OutputTypes)),
        Description(help.Page.Outputs));

    private static XElement Type(string name) => new(Dev + "type", new XElement(Maml + "name", name.Length == 0 ? "None" : name), new XElement(Maml + "uri"));

    private static XElement Example(HelpExample example) => new(
        Command + "example",
        new XElement(Maml + "title", $"--- {example.Title} ---"),
        new XElement(Dev + "code", example.Code),
        new XElement(Dev + "remarks", Paragraphs([.. example.Remarks, string.Empty, string.Empty])));

    private static XElement Link(HelpLink link) => new(
        Maml + "navigationLink",
        new XElement(Maml + "linkText", link.Text),
        new XElement(Maml + "uri", link.Uri));

    private static XElement Description(IReadOnlyList<string> paragraphs) => new(Maml + "description", Paragraphs(paragraphs));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<string> paragraphs) => paragraphs.Select(text => new XElement(Maml + "para", text));
}
