using ArchiveMigration.Engine.Ledger;

namespace ArchiveMigration.Engine.Reports;

/// <summary>
/// Counts and sizes of items, as every row of statistics has them: of a folder, a user, a project, a customer. All of it is added up from <see cref="Categories"/>, where each
/// source item stands once. Sizes are bytes as the source reports them. <i>Success</i> is what is at the destination, <i>error</i> what failed: the words of MigrationWiz's
/// statistics file.
/// </summary>
public abstract record ItemStatistics
{
    /// <summary>Counts and sizes by category and disposition.</summary>
    public IReadOnlyList<TallyRow> Categories { get; init; } = [];

    /// <summary>Items found at the source, vanished ones not counted.</summary>
    public long TotalItemCount => Count(static row => row.Disposition is not Disposition.Vanished);

    /// <summary>Their sizes.</summary>
    public long TotalItemSize => Size(static row => row.Disposition is not Disposition.Vanished);

    /// <summary>Items at the destination: imported by us or present before.</summary>
    public long SyncedItemCount => Count(static row => IsSynced(row));

    /// <summary>Their sizes.</summary>
    public long SyncedItemSize => Size(static row => IsSynced(row));

    /// <summary>Of those, the ones that we imported.</summary>
    public long ImportedItemCount => Count(static row => row.Disposition is Disposition.Imported);

    /// <summary>Their sizes.</summary>
    public long ImportedItemSize => Size(static row => row.Disposition is Disposition.Imported);

    /// <summary>Of those at the destination, the ones that were there before.</summary>
    public long AlreadyPresentItemCount => Count(static row => row.Disposition is Disposition.AlreadyPresent);

    /// <summary>Items left out by a rule.</summary>
    public long ExcludedItemCount => Count(static row => row.Disposition is Disposition.Excluded);

    /// <summary>Their sizes.</summary>
    public long ExcludedItemSize => Size(static row => row.Disposition is Disposition.Excluded);

    /// <summary>Items that failed.</summary>
    public long FailedItemCount => Count(static row => IsFailed(row));

    /// <summary>Their sizes.</summary>
    public long FailedItemSize => Size(static row => IsFailed(row));

    /// <summary>Items gone from the source before they were migrated.</summary>
    public long VanishedItemCount => Count(static row => row.Disposition is Disposition.Vanished);

    /// <summary>Items not yet decided: what is left when those at the destination, excluded and failed are taken from all.</summary>
    public long PendingItemCount => Count(static row => row.Disposition is Disposition.Pending);

    /// <summary>Their sizes.</summary>
    public long PendingItemSize => Size(static row => row.Disposition is Disposition.Pending);

    /// <summary>Mail at the destination.</summary>
    public long MailSuccessCount => Count(static row => IsSynced(row) && row.Category is ItemCategory.Mail);

    /// <summary>Its size.</summary>
    public long MailSuccessSize => Size(static row => IsSynced(row) && row.Category is ItemCategory.Mail);

    /// <summary>Mail that failed.</summary>
    public long MailErrorCount => Count(static row => IsFailed(row) && row.Category is ItemCategory.Mail);

    /// <summary>Its size.</summary>
    public long MailErrorSize => Size(static row => IsFailed(row) && row.Category is ItemCategory.Mail);

    /// <summary>Appointments at the destination.</summary>
    public long CalendarSuccessCount => Count(static row => IsSynced(row) && row.Category is ItemCategory.Calendar);

    /// <summary>Their size.</summary>
    public long CalendarSuccessSize => Size(static row => IsSynced(row) && row.Category is ItemCategory.Calendar);

    /// <summary>Appointments that failed.</summary>
    public long CalendarErrorCount => Count(static row => IsFailed(row) && row.Category is ItemCategory.Calendar);

    /// <summary>Their size.</summary>
    public long CalendarErrorSize => Size(static row => IsFailed(row) && row.Category is ItemCategory.Calendar);

    /// <summary>Contacts and lists at the destination.</summary>
    public long ContactSuccessCount => Count(static row => IsSynced(row) && row.Category is ItemCategory.Contact);

    /// <summary>Their size.</summary>
    public long ContactSuccessSize => Size(static row => IsSynced(row) && row.Category is ItemCategory.Contact);

    /// <summary>Contacts and lists that failed.</summary>
    public long ContactErrorCount => Count(static row => IsFailed(row) && row.Category is ItemCategory.Contact);

    /// <summary>Their size.</summary>
    public long ContactErrorSize => Size(static row => IsFailed(row) && row.Category is ItemCategory.Contact);

    /// <summary>Tasks at the destination.</summary>
    public long TaskSuccessCount => Count(static row => IsSynced(row) && row.Category is ItemCategory.Task);

    /// <summary>Their size.</summary>
    public long TaskSuccessSize => Size(static row => IsSynced(row) && row.Category is ItemCategory.Task);

    /// <summary>Tasks that failed.</summary>
    public long TaskErrorCount => Count(static row => IsFailed(row) && row.Category is ItemCategory.Task);

    /// <summary>Their size.</summary>
    public long TaskErrorSize => Size(static row => IsFailed(row) && row.Category is ItemCategory.Task);

    /// <summary>Sticky notes at the destination.</summary>
    public long NoteSuccessCount => Count(static row => IsSynced(row) && row.Category is ItemCategory.Note);

    /// <summary>Their size.</summary>
    public long NoteSuccessSize => Size(static row => IsSynced(row) && row.Category is ItemCategory.Note);

    /// <summary>Sticky notes that failed.</summary>
    public long NoteErrorCount => Count(static row => IsFailed(row) && row.Category is ItemCategory.Note);

    /// <summary>Their size.</summary>
    public long NoteErrorSize => Size(static row => IsFailed(row) && row.Category is ItemCategory.Note);

    /// <summary>Journal entries at the destination.</summary>
    public long JournalSuccessCount => Count(static row => IsSynced(row) && row.Category is ItemCategory.Journal);

    /// <summary>Their size.</summary>
    public long JournalSuccessSize => Size(static row => IsSynced(row) && row.Category is ItemCategory.Journal);

    /// <summary>Journal entries that failed.</summary>
    public long JournalErrorCount => Count(static row => IsFailed(row) && row.Category is ItemCategory.Journal);

    /// <summary>Their size.</summary>
    public long JournalErrorSize => Size(static row => IsFailed(row) && row.Category is ItemCategory.Journal);

    /// <summary>Everything else at the destination.</summary>
    public long OtherSuccessCount => Count(static row => IsSynced(row) && row.Category is ItemCategory.Other);

    /// <summary>Its size.</summary>
    public long OtherSuccessSize => Size(static row => IsSynced(row) && row.Category is ItemCategory.Other);

    /// <summary>Everything else that failed.</summary>
    public long OtherErrorCount => Count(static row => IsFailed(row) && row.Category is ItemCategory.Other);

    /// <summary>Its size.</summary>
    public long OtherErrorSize => Size(static row => IsFailed(row) && row.Category is ItemCategory.Other);

    /// <summary>Rows of several tallies made one a category and disposition.</summary>
    internal static IReadOnlyList<TallyRow> Sum(IEnumerable<TallyRow> rows) =>
    [
        .. rows.GroupBy(row => (row.Category, row.Disposition))
            .Select(group => new TallyRow(group.Key.Category, group.Key.Disposition, group.Sum(row => row.Count), group.Sum(row => row.Size)))
            .OrderBy(row => row.Category).ThenBy(row => row.Disposition),
    ];

    private static bool IsSynced(TallyRow row) => row.Disposition is Disposition.Imported or Disposition.AlreadyPresent;

    private static bool IsFailed(TallyRow row) => row.Disposition is Disposition.Failed;

    private long Count(Func<TallyRow, bool> which) => Sum(which, static row => row.Count);

    private long Size(Func<TallyRow, bool> which) => Sum(which, static row => row.Size);

    private long Sum(Func<TallyRow, bool> which, Func<TallyRow, long> what)
    {
        var sum = 0L;
        foreach (var row in Categories)
        {
            sum += which(row) ? what(row) : 0;
        }

        return sum;
    }
}
