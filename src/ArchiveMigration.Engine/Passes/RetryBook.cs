using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using ArchiveMigration.Engine.Ledger;

namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// Remembers, for one pass, the few items that have to be tried again and the folders in which an import's answer was lost.
/// Items that never fail cost nothing here.
/// </summary>
internal sealed class RetryBook
{
    private const int MostAttempts = 3;
    private const int OutageAfter = 12;

    private readonly ConcurrentDictionary<long, int> attempts = new();
    private readonly ConcurrentDictionary<string, string> uncertain = new();
    private readonly ConcurrentDictionary<long, MigrationException> givenUp = new();
    private volatile bool wasCutOff;
    private volatile bool hasImported;
    private int failuresInARow;

    /// <summary>Whether the item failed before in this pass.</summary>
    public bool HasFailed(long itemKey) => attempts.ContainsKey(itemKey);

    /// <summary>Counts a failed attempt; says whether another one is due.</summary>
    public bool MayTryAgain(long itemKey) => attempts.AddOrUpdate(itemKey, 1, static (_, count) => count + 1) < MostAttempts;

    /// <summary>Something worked: whatever failed, it is not the whole service.</summary>
    public void Succeeded() => Volatile.Write(ref failuresInARow, 0);

    /// <summary>An import was answered.</summary>
    public void Imported()
    {
        Succeeded();
        hasImported = true;
    }

    /// <summary>Whether any import was answered. Its item may not show in listings yet.</summary>
    public bool HasImported => hasImported;

    /// <summary>Counts a passing failure of a request; many without any success between them are an outage, and it is thrown on.</summary>
    /// <exception cref="MigrationException">The failure itself.</exception>
    public void RequestFailed(MigrationException failure)
    {
        var isPassing = failure.IsTransient || failure.ErrorId == ErrorIds.ImportUncertain;
        if (isPassing && Interlocked.Increment(ref failuresInARow) >= OutageAfter)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>
    /// An item may be in its destination folder or not: the folder has to be looked at before it is tried again. After too many tries it is only looked for.
    /// </summary>
    public void Uncertain(LedgerItem item, MigrationException failure)
    {
        uncertain[item.DestinationFolderId!] = item.FolderPath;
        if (!MayTryAgain(item.Key))
        {
            givenUp[item.Key] = failure;
        }
    }

    /// <summary>Why an item is not sent again, if it is not: it was tried often enough and not found when it was looked for.</summary>
    public MigrationException? GivenUp(long itemKey) => givenUp.GetValueOrDefault(itemKey);

    /// <summary>An import was cut off: nobody waits for its answer.</summary>
    public void CutOff() => wasCutOff = true;

    /// <summary>Whether imports may be on their way still.</summary>
    public bool LeavesImports => wasCutOff || !uncertain.IsEmpty;

    /// <summary>The folders to look at; they are taken out.</summary>
    public IReadOnlyList<(string FolderId, string Path)> TakeUncertainFolders()
    {
        var folders = uncertain.Select(pair => (pair.Key, pair.Value)).ToArray();
        uncertain.Clear();
        return folders;
    }
}
