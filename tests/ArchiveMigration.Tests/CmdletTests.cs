using System.Management.Automation;
using System.Reflection;
using System.Security;
using ArchiveMigration.Base;
using ArchiveMigration.Commands;

namespace ArchiveMigration.Tests;

public sealed class CmdletTests
{
    private static readonly HashSet<string> ReadingVerbs = ["Get", "Test", "Confirm", "Find", "ConvertTo"];

    /// <summary>Commands for people who have files of ours and no store.</summary>
    private static readonly HashSet<string> Storeless = ["Test-ArchiveMigrationProof"];

    /// <summary>A test that has to write something to find out.</summary>
    private const string WritingTest = "Test-ArchiveMigrationService";

    public static TheoryData<string> Names => [.. CmdletClass.All.Select(cmdlet => cmdlet.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Verb_is_approved(string name)
    {
        var approved =
            from type in typeof(VerbsCommon).Assembly.GetTypes()
            where type.Name.StartsWith("Verbs", StringComparison.Ordinal)
            from field in type.GetFields(BindingFlags.Public | BindingFlags.Static)
            where field.IsLiteral
            select (string)field.GetRawConstantValue()!;

        Assert.Contains(Find(name).Verb, approved);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Class_and_file_are_named_after_the_command(string name)
    {
        var type = Find(name).Type;

        Assert.Equal($"ArchiveMigration.Commands.{name.Replace("-", string.Empty, StringComparison.Ordinal)}Command", type.FullName);
        if (!IsShortName(type))
        {
            Assert.True(File.Exists(Repository.PathOf("src", "ArchiveMigration", "Commands", $"{type.Name}.cs")));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Output_type_is_declared(string name) => Assert.NotEmpty(Find(name).OutputTypes);

    [Theory]
    [MemberData(nameof(Names))]
    public void Commands_that_change_something_can_be_tried_with_WhatIf(string name)
        => Assert.Equal(!ReadingVerbs.Contains(Find(name).Verb) || name == WritingTest, Find(name).SupportsShouldProcess);

    [Theory]
    [MemberData(nameof(Names))]
    public void Only_removing_asks_before_it_acts(string name)
        => Assert.Equal(Find(name).Verb is "Remove" or "Undo" || name == WritingTest ? ConfirmImpact.High : ConfirmImpact.Medium, Find(name).ConfirmImpact);

    [Theory]
    [MemberData(nameof(Names))]
    public void Store_can_be_chosen(string name)
        => Assert.Equal(!Storeless.Contains(name), Find(name).Parameters.Any(parameter => parameter.Name == nameof(MigrationStoreCmdlet.StorePath)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Secrets_are_never_plain_text(string name)
    {
        var secrets = Find(name).Parameters.Where(parameter =>
            parameter.Name.Contains("Secret", StringComparison.Ordinal) || parameter.Name.Contains("Password", StringComparison.Ordinal));

        Assert.All(secrets, parameter => Assert.Equal(typeof(SecureString), parameter.PropertyType));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_in_the_store_is_completed(string name)
    {
        string[] stored = Find(name).Verb is "New" or "Import" or "Add" ? ["Project", "Source", "Destination"] : ["Project", "User", "Name", "Source", "Destination"];
        var parameters = Find(name).Parameters.Where(parameter => stored.Contains(parameter.Name) && (parameter.PropertyType == typeof(string) || parameter.PropertyType == typeof(string[])));

        Assert.All(parameters, parameter => Assert.Contains(parameter.GetCustomAttributesData(), attribute => attribute.AttributeType == typeof(ArgumentCompleterAttribute)));
    }

    [Fact]
    public void Every_short_name_is_the_command_of_its_long_name()
    {
        var shortNames = CmdletClass.All.Where(cmdlet => IsShortName(cmdlet.Type)).ToList();

        Assert.Equal(ShortNames.All.Keys.Order(), shortNames.Select(cmdlet => cmdlet.Name).Order());
        Assert.All(shortNames, shortName =>
        {
            var longName = Find(ShortNames.All[shortName.Name]);
            Assert.Equal(longName.Type, shortName.Type.BaseType);
            Assert.True(shortName.Type.IsSealed);
            Assert.All(
                shortName.Type.GetMembers(BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic),
                member => Assert.IsAssignableFrom<ConstructorInfo>(member));

            // PowerShell does not inherit these.
            Assert.Equal(longName.SupportsShouldProcess, shortName.SupportsShouldProcess);
            Assert.Equal(longName.ConfirmImpact, shortName.ConfirmImpact);
            Assert.Equal(longName.DefaultParameterSetName, shortName.DefaultParameterSetName);
            Assert.Equal(longName.OutputTypes, shortName.OutputTypes);
        });
    }

    [Fact]
    public void Base_classes_are_few_and_never_more_than_three_deep()
    {
        var bases = typeof(MigrationCmdlet).Assembly.GetTypes().Where(type => type.IsAbstract && type.IsSubclassOf(typeof(PSCmdlet)));

        Assert.Equal(["EndpointSignInCmdlet", "MigrationCmdlet", "MigrationStoreCmdlet", "ProjectOptionsCmdlet", "ProjectUsersCmdlet"], bases.Select(type => type.Name).Order());
        Assert.Equal(typeof(MigrationStoreCmdlet), typeof(EndpointSignInCmdlet).BaseType);
        Assert.Equal(typeof(MigrationStoreCmdlet), typeof(ProjectUsersCmdlet).BaseType);
        Assert.Equal(typeof(MigrationStoreCmdlet), typeof(ProjectOptionsCmdlet).BaseType);
        Assert.Equal(typeof(MigrationCmdlet), typeof(MigrationStoreCmdlet).BaseType);
    }

    private static CmdletClass Find(string name) => CmdletClass.All.Single(cmdlet => cmdlet.Name == name);

    private static bool IsShortName(Type type) => type.BaseType is { IsAbstract: false } parent && parent.IsSubclassOf(typeof(MigrationStoreCmdlet));
}
