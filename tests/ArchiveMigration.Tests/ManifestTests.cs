using System.Text.RegularExpressions;

namespace ArchiveMigration.Tests;

public sealed partial class ManifestTests
{
    private static readonly string Manifest = File.ReadAllText(Repository.PathOf("ArchiveMigration.psd1"));

    [Fact]
    public void Exports_exactly_the_commands_there_are()
        => Assert.Equal(CmdletClass.All.Select(cmdlet => cmdlet.Name).Order(), Words(Entry("CmdletsToExport")).Order());

    /// <summary>Without a comma PowerShell runs each line as a statement of its own: a tenth of the time of Import-Module.</summary>
    [Fact]
    public void Separates_its_commands_by_commas()
    {
        var list = Regex.Replace(Entry("CmdletsToExport"), "#.*", string.Empty);

        Assert.Equal(Words(list).Count - 1, list.Count(character => character == ','));
    }

    [Theory]
    [InlineData("FunctionsToExport")]
    [InlineData("AliasesToExport")]
    [InlineData("VariablesToExport")]
    public void Exports_nothing_else(string entry) => Assert.Empty(Words(Entry(entry)));

    [Theory]
    [InlineData("RootModule")]
    [InlineData("NestedModules")]
    [InlineData("TypesToProcess")]
    [InlineData("FormatsToProcess")]
    public void Names_files_that_a_build_leaves_there(string entry)
    {
        var files = Words(Entry(entry));

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.True(File.Exists(Repository.PathOf(file)), file));
    }

    [Fact]
    public void Has_the_version_of_the_assemblies()
        => Assert.Equal(typeof(Base.MigrationCmdlet).Assembly.GetName().Version!.ToString(3), Words(Entry("ModuleVersion")).Single());

    private static string Entry(string name)
    {
        var match = Regex.Match(Manifest, $@"^\s*{name}\s*=\s*(@\((?<list>[^)]*)\)|(?<value>.*))$", RegexOptions.Multiline);
        Assert.True(match.Success, $"{name} is missing");
        return match.Groups["list"].Success ? match.Groups["list"].Value : match.Groups["value"].Value;
    }

    private static List<string> Words(string text) => [.. Quoted().Matches(text).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Quoted();
}
