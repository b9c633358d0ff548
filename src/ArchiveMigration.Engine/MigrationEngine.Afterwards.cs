using ArchiveMigration.Engine.Companions;
using ArchiveMigration.Engine.Logging;
using ArchiveMigration.Engine.Progress;
using ArchiveMigration.Engine.Proof;
using ArchiveMigration.Engine.Undo;

namespace ArchiveMigration.Engine;

/// <content>Proving, carrying settings along, and taking back.</content>
public sealed partial class MigrationEngine
{
    /// <summary>Reads both sides of a project's users afresh and says of every source item what became of it. Writes down its verdict and nothing else, and keeps passes on this store from starting meanwhile.</summary>
    /// <param name="project">The project.</param>
    /// <param name="request">What to look at.</param>
    /// <param name="progress">Receives what happens, from many threads.</param>
    /// <param name="cancellationToken">Stops it; there is no proof then.</param>
    /// <exception cref="MigrationException">ProjectNotFound, ProjectIncomplete, UserNotFound, StoreInUse (a pass is running), …: nothing was read.</exception>
    public async Task<ArchiveProof> ProveAsync(string project, ProofRequest request, IProgress<MigrationEvent> progress, CancellationToken cancellationToken)
    {
        var proof = await new ProofRunner(store, services, time).RunAsync(project, request, progress, cancellationToken).ConfigureAwait(false);
        Remember(proof);
        return proof;
    }

    /// <summary>Writes a proof to its file, and remembers where it is and its SHA-256.</summary>
    /// <param name="proof">The proof.</param>
    /// <param name="file">The file that was prepared for it.</param>
    /// <returns>The proof with its file.</returns>
    /// <exception cref="MigrationException">ProofFileNotWritable.</exception>
    public ArchiveProof SaveProof(ArchiveProof proof, ProofFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        proof = proof with { File = file.Save(proof) };
        Remember(proof);
        return proof;
    }

    /// <summary>What the last proof of a project came to, of all its users where there is one; null when none was made.</summary>
    /// <param name="project">The project.</param>
    /// <exception cref="MigrationException">ProjectNotFound.</exception>
    public ProofSummary? GetLastProof(string project) => store.ReadLastProof(project);

    /// <summary>Copies inbox rules and master categories of the users' primary mailboxes; what is there already is not made again.</summary>
    /// <param name="project">The project.</param>
    /// <param name="request">Whose, and which.</param>
    /// <param name="progress">Receives what happens, from many threads.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">ProjectNotFound, ProjectIncomplete, UserNotFound, sign-in: nothing was copied.</exception>
    public Task<IReadOnlyList<SettingCopyResult>> CopySettingsAsync(string project, SettingCopyRequest request, IProgress<MigrationEvent> progress, CancellationToken cancellationToken)
        => new SettingCopy(store, services, time).RunAsync(project, request, progress, cancellationToken);

    /// <summary>The lines of an Exchange Online script that gives the new mailboxes the folder permissions and junk e-mail lists of the old ones, which Graph has no access to.</summary>
    /// <param name="project">The project, whose users and rules say who is who in the new tenant.</param>
    /// <param name="permissions">The source's folder permissions.</param>
    /// <param name="lists">The source's junk e-mail lists.</param>
    /// <exception cref="MigrationException">ProjectNotFound.</exception>
    public IReadOnlyList<string> WriteSettingScript(string project, IReadOnlyList<FolderPermission> permissions, IReadOnlyList<JunkEmailLists> lists)
    {
        var found = Catalog.GetProject(project);
        return new SettingScript(found.Name, new SettingAddresses(Catalog, found.Name)).Lines(permissions, lists, time.GetUtcNow());
    }

    /// <summary>What copying settings came to the last time, for the users of a project of whom it was done.</summary>
    /// <param name="project">The project.</param>
    /// <exception cref="MigrationException">ProjectNotFound.</exception>
    public IReadOnlyList<SettingCopyResult> GetSettingCopies(string project) => store.GetSettingCopies(Catalog.GetUsers(project));

    /// <summary>
    /// Removes from the destinations of a project's users exactly what the project imported there: what the ledger knows by id, is there with the same search key, and was not
    /// changed since. What was there before is never touched, the source is not even opened. Cancelling stops it within seconds; the same call goes on. Afterwards the ledger
    /// says that the items were not copied, so that the next pass copies them again.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <param name="request">Whom, and how.</param>
    /// <param name="progress">Receives what happens, from many threads.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">ProjectNotFound, ProjectIncomplete, UserNotFound, StoreInUse, …: nothing was removed.</exception>
    public Task<IReadOnlyList<UndoResult>> UndoAsync(string project, UndoRequest request, IProgress<MigrationEvent> progress, CancellationToken cancellationToken)
        => RunLog.AroundAsync(
            request.LogPath, store.Path, project, request.IsPreview ? "Preview of an undo" : "Undo", progress, time,
            async (events, log) => (IReadOnlyList<UndoResult>)[.. (await new UndoRunner(store, services, time).RunAsync(project, request, events, cancellationToken).ConfigureAwait(false)).Select(result => result with { LogPath = log })],
            static results => string.Join(", ", results.GroupBy(result => result.Status).Select(group => $"{group.Key} {group.Count()}")));

    // Hours of reading are not thrown away because the store cannot be written at this moment.
    private void Remember(ArchiveProof proof)
    {
        try
        {
            store.RememberProof(proof);
        }
        catch (MigrationException)
        {
            // The proof is given to whoever asked for it; reports go on to tell of the one before.
        }
    }
}
