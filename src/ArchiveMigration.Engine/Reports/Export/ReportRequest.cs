namespace ArchiveMigration.Engine.Reports.Export;

/// <summary>How a report is written.</summary>
public sealed record ReportRequest
{
    /// <summary>The file's full path.</summary>
    public required string Path { get; init; }

    /// <summary>What it is written as; null = as the layout or the file's extension says.</summary>
    public ReportFormat? Format { get; init; }

    /// <summary>Which rows, as CSV; null = the users.</summary>
    public ReportLayout? Layout { get; init; }

    /// <summary>Whether a file that is there may be replaced.</summary>
    public bool Overwrite { get; init; } = true;

    /// <summary>Whether it may be replaced even when it is marked as read-only.</summary>
    public bool Force { get; init; }

    /// <summary>The format that results.</summary>
    /// <exception cref="MigrationException">InvalidArgument: they contradict each other, or nothing says it.</exception>
    public ReportFormat Resolve() => (Format, Layout) switch
    {
        (null or ReportFormat.Csv, not null) => ReportFormat.Csv,
        (not null, not null) => throw Invalid($"A layout is for CSV, and {Format} was asked for.", "Leave -Layout or -Format away."),
        ({ } format, _) => format,
        _ => System.IO.Path.GetExtension(Path).ToLowerInvariant() switch
        {
            ".html" or ".htm" => ReportFormat.Html,
            ".csv" => ReportFormat.Csv,
            ".json" => ReportFormat.Json,
            var other => throw Invalid(
                other.Length == 0 ? $"The name '{System.IO.Path.GetFileName(Path)}' does not say what the report is to be written as." : $"A report is not written as '{other}'.",
                "Let the name end in .html, .csv or .json, or say -Format."),
        },
    };

    private MigrationException Invalid(string message, string remedy) => new(ErrorIds.InvalidArgument, MigrationErrorKind.InvalidInput, message) { Target = Path, Remedy = remedy };
}
