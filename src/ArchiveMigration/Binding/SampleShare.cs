using System.Globalization;
using ArchiveMigration.Engine;

namespace ArchiveMigration.Binding;

/// <summary>A share as people write it: <c>1%</c>, <c>0.5 %</c>.</summary>
internal static class SampleShare
{
    /// <summary>The share, above 0 and up to 1.</summary>
    /// <exception cref="MigrationException">InvalidArgument.</exception>
    public static decimal Read(string text)
    {
        var trimmed = text.Trim();
        return trimmed.EndsWith('%')
            && decimal.TryParse(trimmed[..^1].Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            && percent is > 0 and <= 100
                ? percent / 100
                : throw new MigrationException(ErrorIds.InvalidArgument, MigrationErrorKind.InvalidInput, $"'{text}' is not a share of the items.")
                {
                    Target = text,
                    Remedy = "Give per cent, above 0 and up to 100, with a point for fractions: 1%, 0.5%.",
                };
    }
}
