using System.Reflection;
using ArchiveMigration.Base;
using ArchiveMigration.Help;

namespace ArchiveMigration.Tests.Help;

public sealed class HelpBuildTests : IDisposable
{
    private const string Command = "Get-ArchiveMigrationEndpoint";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("help");

    public HelpBuildTests()
    {
        foreach (var page in Directory.GetFiles(Repository.PathOf("docs", "en-US"), "*.md"))
        {
            File.Copy(page, PathOf(Path.GetFileName(page)));
        }
    }

    [Fact]
    public void Pages_of_the_repository_fit_its_commands()
    {
        Assert.Empty(Build());
        Assert.True(File.Exists(Path.Combine(folder.FullName, "out", "ArchiveMigration.dll-Help.xml")));
    }

    [Fact]
    public void Parameter_that_a_page_leaves_out_is_named_with_the_file()
    {
        Change("### -Name", "## Notes");

        Assert.Contains(Build(), problem => problem.File == PathOf($"{Command}.md") && problem.Text.Contains($"-Name of {Command}", StringComparison.Ordinal));
    }

    [Fact]
    public void Parameter_that_does_not_exist_is_named_with_its_line()
    {
        Change("### -Name", "### -Colour\n\nNone.\n\n### -Name");

        var problem = Assert.Single(Build());

        Assert.Contains("no parameter -Colour", problem.Text, StringComparison.Ordinal);
        Assert.Equal("### -Colour", File.ReadAllLines(problem.File)[problem.Line - 1]);
    }

    [Fact]
    public void Command_without_a_page_is_named()
    {
        File.Delete(PathOf($"{Command}.md"));

        Assert.Contains(Build(), problem => problem.ToString().EndsWith($"{Command}.md(1): error HELP: {Command} has no page.", StringComparison.Ordinal));
    }

    [Fact]
    public void Page_without_a_command_is_named()
    {
        File.WriteAllText(PathOf("Get-Nothing.md"), File.ReadAllText(PathOf($"{Command}.md")).Replace($"# {Command}", "# Get-Nothing", StringComparison.Ordinal));

        Assert.Equal("there is no command Get-Nothing.", Assert.Single(Build()).Text);
    }

    [Fact]
    public void Error_that_is_not_explained_is_named()
    {
        var topic = PathOf("about_ArchiveMigration_Troubleshooting.md");
        File.WriteAllText(topic, File.ReadAllText(topic).Replace("### StoreFull", "### StoreEmpty", StringComparison.Ordinal));

        Assert.Contains("the error StoreFull is not explained", Assert.Single(Build()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Related_link_to_nowhere_is_named()
    {
        Change("- [Set-ArchiveMigrationEndpoint]", "- [Set-Nothing]");

        Assert.Contains("Set-Nothing", Assert.Single(Build()).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("## Synopsis", "## Summary", "'Summary' is not known")]
    [InlineData("```powershell", "```", "needs a block ```powershell")]
    [InlineData("### Example 1: All endpoints", "### All endpoints", "titled 'Example 1: what it does'")]
    [InlineData("# Get-ArchiveMigrationEndpoint\n", "# Get-It\n", "should be 'Get-ArchiveMigrationEndpoint'")]
    public void What_does_not_have_the_form_is_said(string what, string instead, string said)
    {
        Change(what, instead);

        Assert.Contains(Build(), problem => problem.Text.Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_written_when_a_page_does_not_fit()
    {
        File.Delete(PathOf($"{Command}.md"));
        Build();

        Assert.False(Directory.Exists(Path.Combine(folder.FullName, "out")));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string PathOf(string file) => Path.Combine(folder.FullName, file);

    private void Change(string what, string instead)
    {
        var page = PathOf($"{Command}.md");
        var text = File.ReadAllText(page).ReplaceLineEndings("\n");
        Assert.Contains(what, text, StringComparison.Ordinal);
        File.WriteAllText(page, text.Replace(what, instead, StringComparison.Ordinal));
    }

    private IReadOnlyList<HelpProblem> Build()
    {
        // What the build that made the cmdlets handed to the generator.
        var configuration = typeof(HelpBuildTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var references = File.ReadAllLines(Repository.PathOf("src", "ArchiveMigration", "obj", configuration, "net8.0", "help.references.txt"));
        return HelpBuild.Run(folder.FullName, typeof(MigrationCmdlet).Assembly.Location, references, Path.Combine(folder.FullName, "out"));
    }
}
