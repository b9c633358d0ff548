using ArchiveMigration.Engine.Companions;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Ledger.Store;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Readiness;
using ArchiveMigration.Engine.Undo;

namespace ArchiveMigration.Engine.Ledger;

/// <summary>
/// All that is kept between sessions, in one SQLite file: endpoints, projects, users, and the ledger. Many processes may read and edit
/// it while one runs migrations.
/// </summary>
public sealed partial class SqliteStore : IDisposable
{
    private readonly StoreDatabase database;
    private readonly TimeProvider time;
    private readonly SqliteLedger ledger;
    private readonly Lazy<byte[]> subjectKey;
    private bool disposed;

    private SqliteStore(StoreDatabase database, TimeProvider time)
    {
        this.database = database;
        this.time = time;
        ledger = new SqliteLedger(database, time);
        var protector = SecretProtector.For(database.Path);
        Catalog = new SqliteCatalog(database, protector, time);
        subjectKey = new Lazy<byte[]>(() => database.Write(session => SubjectTable.Key(session, protector)), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>Full path of the file; a link is followed.</summary>
    public string Path => database.Path;

    /// <summary>Endpoints, projects and users.</summary>
    public IMigrationCatalog Catalog { get; }

    /// <summary>What became of every item.</summary>
    public ILedger Ledger => ledger;

    /// <summary>The process that runs migrations on this store at this moment, here or elsewhere; null when none does.</summary>
    public StoreRunner? CurrentRunner => RunnerHold.Current(database, time);

    /// <summary>Opens a store. The file and its folder are made when missing, readable by the owner only; an older format is brought up to date.</summary>
    /// <param name="path">The database file.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="MigrationException">StoreNotUsable, StoreTooNew, StoreFull, StoreInUse.</exception>
    public static SqliteStore Open(string path, TimeProvider time) => new(new StoreDatabase(path), time);

    /// <summary>
    /// Takes the right to run migrations on this store, until the answer is disposed or the process ends. Only one process may run them at a time:
    /// two would copy the same items.
    /// </summary>
    /// <param name="description">What the run does, shown to whoever tries to start a second one.</param>
    /// <exception cref="MigrationException">StoreInUse, naming the process that holds it.</exception>
    public IDisposable HoldRunner(string description) => Hold(description, project: null);

    /// <summary>As <see cref="HoldRunner"/>, for a run that others can ask to stop.</summary>
    internal RunnerHold Hold(string description, string? project) => RunnerHold.Take(database, description, project, time);

    /// <summary>Keeps what copying a user's settings came to; nothing happens when the user was removed meanwhile.</summary>
    internal void KeepSettingCopy(long userId, SettingCopyResult result) => database.Write(session => SettingCopyTable.Put(session, userId, result), synced: false);

    /// <summary>What copying settings came to the last time, for the users of whom it was done.</summary>
    internal IReadOnlyList<SettingCopyResult> GetSettingCopies(IReadOnlyList<MigrationUser> users)
        => database.Read(session => users.Select(user => SettingCopyTable.Get(session, user.Id)).OfType<SettingCopyResult>().ToList());

    /// <summary>Keeps what an application asked of mailboxes lately. What is lost of it costs a refusal or two, so the disk is not waited for.</summary>
    internal void KeepUse(MigrationEndpoint endpoint, IReadOnlyList<MailboxUse> uses)
    {
        if (uses.Count > 0)
        {
            database.Write(session => MailboxUseTable.Put(session, endpoint.ClientId.ToUpperInvariant(), uses, time.GetUtcNow()), synced: false);
        }
    }

    /// <summary>What an application asked of mailboxes lately.</summary>
    internal IReadOnlyList<MailboxUse> GetUse(MigrationEndpoint endpoint) => database.Read(session => MailboxUseTable.Of(session, endpoint.ClientId.ToUpperInvariant()));

    /// <summary>What an undo records of a user's items.</summary>
    internal UndoRecord UndoOf(long userId) => new(database, userId);

    /// <summary>Asks a run to stop.</summary>
    /// <param name="runner">Which.</param>
    /// <param name="userIds">Only these users; none = the whole run.</param>
    /// <returns>False when that run has ended meanwhile.</returns>
    internal bool AskToStop(StoreRunner runner, IReadOnlyCollection<long> userIds)
        => database.Write(session => StopRequestTable.Ask(session, runner.HoldId, userIds, $"{Environment.UserName} on {Environment.MachineName}"));

    /// <summary>Whether a run has not yet heard everything that was asked of it.</summary>
    internal bool HasUnheardRequests(StoreRunner runner) => database.Read(session => StopRequestTable.Open(session, runner.HoldId).Count > 0);

    /// <summary>Whether a user was told of something, and when; see <see cref="NotificationTable.Get"/>.</summary>
    internal (bool WasTold, DateTimeOffset? SentUtc, string? Address) GetNotification(long userId, string about) => database.Read(session => NotificationTable.Get(session, userId, about));

    /// <summary>Takes the right to tell a user of something; false when somebody did. Outlasts a loss of power, as the mail does.</summary>
    internal bool ClaimNotification(long userId, string about, string address, bool again)
        => database.Write(session => NotificationTable.Claim(session, userId, about, address, time.GetUtcNow(), again));

    /// <summary>Notes that the mail was sent.</summary>
    internal void KeepNotification(long userId, string about) => database.Write(session => NotificationTable.Sent(session, userId, about, time.GetUtcNow()));

    /// <summary>Gives the right back: the mail was certainly not sent.</summary>
    internal void ReleaseNotification(long userId, string about) => database.Write(session => NotificationTable.Release(session, userId, about));

    /// <summary>The key under which subjects are hashed.</summary>
    /// <exception cref="MigrationException">SecretNotReadable: another account made it.</exception>
    internal byte[] SubjectKey => subjectKey.Value;

    /// <summary>The last readiness results of users, by user id.</summary>
    internal IReadOnlyDictionary<long, UserReadiness> GetReadiness(IReadOnlyList<MigrationUser> users) => database.Read(session => ReadinessTable.Of(session, users));

    /// <summary>Keeps a readiness result. One that is lost is found out again, so the disk is not waited for.</summary>
    internal void KeepReadiness(long userId, UserReadiness result) => database.Write(session => ReadinessTable.Put(session, userId, result), synced: false);

    /// <summary>Writes the outcomes that are still queued, and closes the store.</summary>
    public void Dispose()
    {
        if (!disposed)
        {
            disposed = true;
            ledger.Dispose();
            database.Dispose();
        }
    }
}
