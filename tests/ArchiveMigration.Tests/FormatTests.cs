using System.Xml.Linq;
using ArchiveMigration.Engine;

namespace ArchiveMigration.Tests;

public sealed class FormatTests
{
    private const int MostColumns = 8;

    /// <summary>Properties that the commands add to an object when they write it.</summary>
    private static readonly string[] Added = ["User"];

    private static readonly XDocument Format = XDocument.Load(Repository.PathOf("module", "ArchiveMigration.Format.ps1xml"));
    private static readonly XDocument Types = XDocument.Load(Repository.PathOf("module", "ArchiveMigration.Types.ps1xml"));

    public static TheoryData<string> Views => [.. Format.Descendants("View").Select(view => view.Element("Name")!.Value)];

    [Theory]
    [MemberData(nameof(Views))]
    public void View_shows_properties_that_its_type_has(string name)
    {
        var view = Find(name);
        var type = TypeOf(view.Descendants("TypeName").Single().Value);

        Assert.All(
            view.Descendants("PropertyName").Select(property => property.Value),
            property => Assert.Contains(property, type.GetProperties().Select(known => known.Name).Concat(Added)));
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void Table_fits_on_a_screen_and_has_a_heading_for_each_column(string name)
    {
        var view = Find(name);

        Assert.InRange(view.Descendants("TableColumnHeader").Count(), 0, MostColumns);
        Assert.Equal(view.Descendants("TableColumnItem").Count(), view.Descendants("TableColumnHeader").Count());
    }

    [Fact]
    public void Everything_the_commands_put_out_has_a_table_and_a_list()
    {
        var shown = CmdletClass.All.SelectMany(cmdlet => cmdlet.OutputTypes).Where(type => type.Assembly == typeof(MigrationEngine).Assembly).Distinct();

        Assert.All(shown, type =>
        {
            var views = Format.Descendants("View").Where(view => view.Descendants("TypeName").Any(known => known.Value == type.FullName)).ToList();
            Assert.Single(views, view => view.Element("TableControl") is not null);
            Assert.Single(views, view => view.Element("ListControl") is not null);
        });
    }

    /// <summary>After an object of another type, as in a pasted block or a script, PowerShell uses no view: it would list every property.</summary>
    [Fact]
    public void Everything_the_commands_put_out_stays_short_after_something_else()
    {
        var shown = CmdletClass.All.SelectMany(cmdlet => cmdlet.OutputTypes).Where(type => type.Assembly == typeof(MigrationEngine).Assembly).Distinct();

        Assert.All(shown, type =>
        {
            var members = Types.Descendants("Type").SingleOrDefault(known => known.Element("Name")!.Value == type.FullName)?.Element("Members");
            var set = members?.Descendants("PropertySet").SingleOrDefault(known => known.Element("Name")!.Value == "DefaultDisplayPropertySet");
            Assert.True(set is not null, $"{type.FullName} has no DefaultDisplayPropertySet in ArchiveMigration.Types.ps1xml.");

            var aliases = members!.Elements("AliasProperty").Select(alias => alias.Element("Name")!.Value);
            var properties = type.GetProperties().Select(known => known.Name).Concat(aliases).ToList();
            Assert.All(set.Descendants("Name").Skip(1), name => Assert.Contains(name.Value, properties));
            Assert.InRange(set.Descendants("Name").Count() - 1, 2, MostColumns);
        });
    }

    [Fact]
    public void Aliases_stand_for_properties_that_their_type_has()
        => Assert.All(Types.Descendants("Type"), description =>
        {
            var type = TypeOf(description.Element("Name")!.Value);
            Assert.All(description.Descendants("ReferencedMemberName"), member => Assert.NotNull(type.GetProperty(member.Value)));
        });

    private static XElement Find(string name) => Format.Descendants("View").Single(view => view.Element("Name")!.Value == name);

    private static Type TypeOf(string name) => typeof(MigrationEngine).Assembly.GetType(name, throwOnError: true)!;
}
