using System.Reflection;

namespace ArchiveMigration.Help;

/// <summary>Reads the commands and the errors' ids out of the built assemblies, without running any of it: PowerShell need not be on the machine that builds.</summary>
internal static class CommandReader
{
    private const string Automation = "System.Management.Automation.";
    private const string Engine = "ArchiveMigration.Engine";

    /// <summary>All commands, by name, and the ids of all errors.</summary>
    /// <param name="assembly">The cmdlets' assembly.</param>
    /// <param name="references">The files that it was compiled against, the engine's among them.</param>
    public static (IReadOnlyList<CommandMetadata> Commands, IReadOnlyList<string> ErrorIds) Read(string assembly, IEnumerable<string> references)
    {
        using var context = new MetadataLoadContext(new PathAssemblyResolver(references.Append(assembly)), "System.Runtime");
        var ids = context.LoadFromAssemblyName(Engine).GetType(Engine + ".ErrorIds", throwOnError: true)!;
        return (Commands(context.LoadFromAssemblyPath(assembly)), [.. ids.GetFields().Select(field => field.Name)]);
    }

    private static List<CommandMetadata> Commands(Assembly assembly) =>
    [
        .. from type in assembly.GetTypes()
           where !type.IsAbstract
           let cmdlet = Attributes(type, "CmdletAttribute").FirstOrDefault()
           where cmdlet is not null
           let command = Command(type, cmdlet)
           orderby command.Name
           select command,
    ];

    private static CommandMetadata Command(Type type, CustomAttributeData cmdlet)
    {
        var parent = Attributes(type.BaseType!, "CmdletAttribute").FirstOrDefault();
        return new CommandMetadata
        {
            Verb = (string)cmdlet.ConstructorArguments[0].Value!,
            Noun = (string)cmdlet.ConstructorArguments[1].Value!,
            SecondNameOf = parent is null ? null : $"{parent.ConstructorArguments[0].Value}-{parent.ConstructorArguments[1].Value}",
            SupportsShouldProcess = Named(cmdlet, "SupportsShouldProcess") is true,
            AsksByItself = Named(cmdlet, "ConfirmImpact") is (int)ConfirmImpactHigh,
            DefaultParameterSet = (string?)Named(cmdlet, "DefaultParameterSetName"),
            Parameters = [.. type.GetProperties().Where(property => Attributes(property, "ParameterAttribute").Any()).Select(Parameter)],
            OutputTypes =
            [
                .. from attribute in Attributes(type, "OutputTypeAttribute")
                   from argument in attribute.ConstructorArguments
                   from output in (IEnumerable<CustomAttributeTypedArgument>)argument.Value!
                   let name = ((Type)output.Value!).FullName
                   where name != "System.Void"
                   select name,
            ],
        };
    }

    // System.Management.Automation.ConfirmImpact.High, at which a command asks unless -Confirm:$false is given.
    private const int ConfirmImpactHigh = 3;

    private static ParameterMetadata Parameter(PropertyInfo property)
    {
        var type = UnderlyingOfNullable(property.PropertyType);
        var element = type.IsArray ? type.GetElementType()! : type;
        var validateSet = Attributes(property, "ValidateSetAttribute").FirstOrDefault();
        return new ParameterMetadata
        {
            Name = property.Name,
            TypeName = type.Name,
            FullTypeName = type.FullName!,
            IsSwitch = type.FullName == Automation + "SwitchParameter",
            IsShared = property.DeclaringType!.IsAbstract,
            SupportsWildcards = Attributes(property, "SupportsWildcardsAttribute").Any(),
            Aliases = [.. Attributes(property, "AliasAttribute").SelectMany(alias => Texts(alias))],
            Values = element.IsEnum ? [.. element.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.Name)]
                : validateSet is null ? [] : [.. Texts(validateSet)],
            Places =
            [
                .. from attribute in Attributes(property, "ParameterAttribute")
                   select new ParameterPlace(
                       (string?)Named(attribute, "ParameterSetName") ?? ParameterPlace.AllSets,
                       Named(attribute, "Mandatory") is true,
                       Named(attribute, "Position") as int?,
                       Named(attribute, "ValueFromPipeline") is true,
                       Named(attribute, "ValueFromPipelineByPropertyName") is true),
            ],
        };
    }

    /// <summary>Nullable.GetUnderlyingType knows only the types of the running process.</summary>
    private static Type UnderlyingOfNullable(Type type)
        => type.IsGenericType && type.GetGenericTypeDefinition().FullName == "System.Nullable`1" ? type.GetGenericArguments()[0] : type;

    private static IEnumerable<CustomAttributeData> Attributes(MemberInfo member, string name)
        => member.GetCustomAttributesData().Where(attribute => attribute.AttributeType.FullName == Automation + name);

    private static object? Named(CustomAttributeData attribute, string name)
        => attribute.NamedArguments.FirstOrDefault(argument => argument.MemberName == name).TypedValue.Value;

    private static IEnumerable<string> Texts(CustomAttributeData attribute)
        => ((IEnumerable<CustomAttributeTypedArgument>)attribute.ConstructorArguments[0].Value!).Select(argument => (string)argument.Value!);
}
