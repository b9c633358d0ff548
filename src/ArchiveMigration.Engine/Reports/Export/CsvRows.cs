using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using CsvHelper.TypeConversion;

namespace ArchiveMigration.Engine.Reports.Export;

/// <summary>
/// Rows of plain values as CSV that spreadsheets and Import-Csv read the same way everywhere. Folder names and messages are other people's text: what a
/// spreadsheet would take for a formula gets an apostrophe in front, as OWASP advises.
/// </summary>
internal static class CsvRows
{
    private static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape };

    /// <summary>A writer with these habits over a text.</summary>
    public static CsvWriter Open(TextWriter output)
    {
        var csv = new CsvWriter(output, Configuration);
        csv.Context.TypeConverterCache.AddConverter<TimeSpan>(new HoursConverter());
        csv.Context.TypeConverterOptionsCache.GetOptions<DateTimeOffset>().Formats = ["yyyy-MM-dd HH:mm:ss"];
        csv.Context.TypeConverterOptionsCache.GetOptions<DateTimeOffset?>().Formats = ["yyyy-MM-dd HH:mm:ss"];
        csv.Context.TypeConverterOptionsCache.GetOptions<double>().Formats = ["0.##"];
        csv.Context.TypeConverterOptionsCache.GetOptions<double?>().Formats = ["0.##"];
        return csv;
    }

    /// <summary>A column for each property that is one value; lists and parts stay out.</summary>
    public static ClassMap<T> PlainColumns<T>(CsvWriter csv)
    {
        var map = csv.Context.AutoMap<T>();
        foreach (var column in map.MemberMaps)
        {
            column.Ignore(!IsPlain(column.Data.Member!.MemberType()));
        }

        map.ReferenceMaps.Clear();
        return map;
    }

    private static bool IsPlain(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(TimeSpan) || type == typeof(DateTimeOffset);
    }

    /// <summary>A duration as spreadsheets take it: hours, also above 24.</summary>
    private sealed class HoursConverter : DefaultTypeConverter
    {
        public override string? ConvertToString(object? value, IWriterRow row, MemberMapData memberMapData)
            => value is TimeSpan time ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}") : null;
    }
}
