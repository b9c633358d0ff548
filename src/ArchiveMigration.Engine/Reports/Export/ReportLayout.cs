namespace ArchiveMigration.Engine.Reports.Export;

/// <summary>The rows and columns of a report that is written as CSV.</summary>
public enum ReportLayout
{
    /// <summary>A row for each user, with the columns of Get-ArchiveMigrationStatistics.</summary>
    Users,

    /// <summary>A row for each failed item.</summary>
    FailedItems,

    /// <summary>A row for each user, with the columns of MigrationWiz's statistics file.</summary>
    MigrationWizStatistics,

    /// <summary>A row for each failed item, with the columns of MigrationWiz's error file.</summary>
    MigrationWizErrors,
}
