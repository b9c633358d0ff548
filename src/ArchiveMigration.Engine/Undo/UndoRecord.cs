using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Ledger.Store;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Undo;

/// <summary>What an undo records of one user's items: each call is one transaction.</summary>
internal sealed class UndoRecord(StoreDatabase database, long userId)
{
    /// <summary>Forgets what an earlier one found, but for deletions that were on their way.</summary>
    public Task ClearAsync(CancellationToken cancellationToken) => WriteAsync(session => UndoTable.Clear(session, userId), cancellationToken);

    /// <summary>Adds items that we imported.</summary>
    public Task AddAsync(IReadOnlyList<LedgerItem> items, CancellationToken cancellationToken) => WriteAsync(session => UndoTable.Add(session, userId, items), cancellationToken);

    /// <summary>Takes a page of a listing.</summary>
    /// <returns>How many items of it are ready to be removed.</returns>
    public Task<int> JudgeAsync(string folder, IReadOnlyList<MailboxItem> page, bool evenChanged, CancellationToken cancellationToken)
        => database.WriteAsync(session => UndoTable.Judge(session, userId, folder, page, evenChanged), synced: false, cancellationToken);

    /// <summary>Items not met yet that went to a destination folder.</summary>
    public IReadOnlyList<UndoItem> Unmet(string destinationFolderId, long afterItemKey, int count) => database.Read(session => UndoTable.Unmet(session, userId, destinationFolderId, afterItemKey, count));

    /// <summary>Some items that are ready to be removed.</summary>
    public IReadOnlyList<UndoItem> Ready(int count) => database.Read(session => UndoTable.Ready(session, userId, count));

    /// <summary>Notes deletions before they are asked for; it outlasts a loss of power.</summary>
    public Task AskAsync(IReadOnlyList<UndoItem> items, CancellationToken cancellationToken) => database.WriteAsync(
        session => UndoTable.Ask(session, userId, items), synced: true, cancellationToken);

    /// <summary>Notes what became of deletions; those that are not among these stay open.</summary>
    public Task RecordAsync(IReadOnlyCollection<UndoItem> removed, IReadOnlyCollection<(UndoItem Item, MigrationException Failure)> refused, IReadOnlyCollection<UndoItem> untouched, string folder) => WriteAsync(
        session =>
        {
            foreach (var item in removed)
            {
                UndoTable.Removed(session, userId, item);
            }

            foreach (var (item, failure) in refused)
            {
                UndoTable.Refused(session, userId, item, folder, failure);
            }

            foreach (var item in untouched)
            {
                UndoTable.Untouched(session, userId, item);
            }
        },
        CancellationToken.None);

    /// <summary>Every folder was looked through.</summary>
    /// <param name="forgetMissing">Whether what is missing counts as not copied from now on.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Items whose deletion an earlier undo had asked for and that are gone.</returns>
    public Task<List<UndoItem>> CloseAsync(bool forgetMissing, CancellationToken cancellationToken)
        => database.WriteAsync(session => UndoTable.Close(session, userId, forgetMissing), synced: false, cancellationToken);

    /// <summary>After a mere look: what was not met is missing; what an earlier undo had asked for stays open.</summary>
    public Task CloseLookAsync(CancellationToken cancellationToken) => WriteAsync(session => UndoTable.CloseLook(session, userId), cancellationToken);

    /// <summary>How many items are ready, and their sizes.</summary>
    public (long Count, long Size) SumReady() => database.Read(session => UndoTable.SumReady(session, userId));

    /// <summary>How many items came to each state.</summary>
    public IReadOnlyDictionary<UndoState, long> Count() => database.Read(session => UndoTable.Count(session, userId));

    /// <summary>What was left and why.</summary>
    public IReadOnlyList<UndoProblem> Problems(int most) => database.Read(session => UndoTable.Problems(session, userId, most));

    /// <summary>The destination folders that items of the user went to.</summary>
    public IReadOnlyList<string> DestinationFolders() => database.Read(session => session.Query(
        "SELECT DISTINCT destination_id FROM folder WHERE user_id = $user AND destination_id IS NOT NULL", static row => row.GetString(0), ("$user", userId)));

    /// <summary>The destination folders that we made.</summary>
    public IReadOnlyList<string> MadeFolders() => database.Read(session => FolderTable.Made(session, userId));

    /// <summary>A folder that we made is gone.</summary>
    public Task ForgetFolderAsync(string destinationFolderId) => WriteAsync(session => FolderTable.ForgetMade(session, userId, destinationFolderId), CancellationToken.None);

    private Task WriteAsync(Action<StoreSession> work, CancellationToken cancellationToken) => database.WriteAsync(work, synced: false, cancellationToken);
}
