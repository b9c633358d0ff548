using System.Reflection;
using ArchiveMigration.Base;
using ArchiveMigration.Engine;

namespace ArchiveMigration.Tests;

public sealed class AssemblyTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void Engine_knows_nothing_of_PowerShell()
        => Assert.DoesNotContain("System.Management.Automation", References(typeof(MigrationEngine).Assembly));

    [Fact]
    public void Cmdlets_know_the_engine_and_PowerShell_and_nothing_else()
        => Assert.Equal(
            ["ArchiveMigration.Engine", "System.Management.Automation"],
            References(typeof(MigrationCmdlet).Assembly).Where(name => !IsOfTheFramework(name)).Order());

    [Fact]
    public void Engine_shows_only_its_own_types_and_the_frameworks()
    {
        var own = typeof(MigrationEngine).Assembly;
        var foreign =
            from type in own.GetExportedTypes()
            from shown in Signature(type)
            from part in Parts(shown)
            where part.Assembly != own && !IsOfTheFramework(part.Assembly.GetName().Name!)
            select $"{type.FullName} shows {part.FullName}";

        Assert.Empty(foreign.Distinct());
    }

    [Fact]
    public void Error_ids_are_their_own_names()
    {
        var ids = typeof(ErrorIds).GetFields().Select(field => (field.Name, Value: (string)field.GetRawConstantValue()!)).ToList();

        Assert.NotEmpty(ids);
        Assert.All(ids, id => Assert.Equal(id.Name, id.Value));
        Assert.Equal(ids.Count, ids.Select(id => id.Value).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(reference => reference.Name!);

    // What is not ours and lies in the shared framework's folder; a package would lie beside the test.
    private static bool IsOfTheFramework(string assembly)
        => File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, assembly + ".dll"));

    private static IEnumerable<Type> Signature(Type type)
    {
        Type[] types = [.. type.GetInterfaces(), .. type.BaseType is null ? Type.EmptyTypes : [type.BaseType]];
        return types
            .Concat(type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly).Select(field => field.FieldType))
            .Concat(type.GetMethods(Declared).Where(IsShown).SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType)))
            .Concat(type.GetConstructors(Declared).Where(IsShown).SelectMany(constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType)));
    }

    private static bool IsShown(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static IEnumerable<Type> Parts(Type type) => type switch
    {
        { HasElementType: true } => Parts(type.GetElementType()!),
        { IsGenericParameter: true } => [],
        { IsConstructedGenericType: true } => type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()),
        _ => [type],
    };
}
