using System.Globalization;
using System.Management.Automation;

namespace ArchiveMigration.Binding;

/// <summary>A number is a number of days, where PowerShell would take 90 for 90 ticks. Everything else is a span of time as .NET reads it: <c>90.00:00:00</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DaysTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is int or long or double or decimal ? TimeSpan.FromDays(Convert.ToDouble(value, CultureInfo.InvariantCulture)) : inputData;
    }
}
