using System.Management.Automation;
using System.Reflection;
using ArchiveMigration.Base;

namespace ArchiveMigration.Tests;

/// <summary>A cmdlet's class as its metadata says it. Attributes are read as data: without PowerShell they cannot be made.</summary>
internal sealed class CmdletClass
{
    private readonly CustomAttributeData cmdlet;

    private CmdletClass(Type type, CustomAttributeData cmdlet)
    {
        Type = type;
        this.cmdlet = cmdlet;
    }

    public static IReadOnlyList<CmdletClass> All { get; } =
    [
        .. from type in typeof(MigrationCmdlet).Assembly.GetTypes()
           where !type.IsAbstract
           let cmdlet = type.GetCustomAttributesData().FirstOrDefault(attribute => attribute.AttributeType == typeof(CmdletAttribute))
           where cmdlet is not null
           orderby type.Name
           select new CmdletClass(type, cmdlet),
    ];

    public Type Type { get; }

    public string Verb => (string)cmdlet.ConstructorArguments[0].Value!;

    public string Noun => (string)cmdlet.ConstructorArguments[1].Value!;

    public string Name => $"{Verb}-{Noun}";

    public bool SupportsShouldProcess => Named(nameof(CmdletAttribute.SupportsShouldProcess)) is true;

    public ConfirmImpact ConfirmImpact => Named(nameof(CmdletAttribute.ConfirmImpact)) is int impact ? (ConfirmImpact)impact : ConfirmImpact.Medium;

    public string? DefaultParameterSetName => (string?)Named(nameof(CmdletAttribute.DefaultParameterSetName));

    public IReadOnlyList<Type> OutputTypes =>
    [
        .. from attribute in Type.GetCustomAttributesData()
           where attribute.AttributeType == typeof(OutputTypeAttribute)
           from argument in attribute.ConstructorArguments
           from type in (IEnumerable<CustomAttributeTypedArgument>)argument.Value!
           select (Type)type.Value!,
    ];

    public IReadOnlyList<PropertyInfo> Parameters =>
    [
        .. Type.GetProperties().Where(property => property.GetCustomAttributesData().Any(attribute => attribute.AttributeType == typeof(ParameterAttribute))),
    ];

    public override string ToString() => Name;

    private object? Named(string name) => cmdlet.NamedArguments.FirstOrDefault(argument => argument.MemberName == name).TypedValue.Value;
}
