namespace ArchiveMigration.Engine.Reports.Export;

/// <summary>What a report is written as.</summary>
public enum ReportFormat
{
    /// <summary>One self-contained page for people.</summary>
    Html,

    /// <summary>Rows for spreadsheets; which ones, the layout says.</summary>
    Csv,

    /// <summary>Everything the page shows, and every failed item, for programs.</summary>
    Json,
}
