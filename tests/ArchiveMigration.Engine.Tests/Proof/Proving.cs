using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Proof;
using ArchiveMigration.Engine.Tests.Passes;

namespace ArchiveMigration.Engine.Tests.Proof;

/// <summary>Asking a rig for proofs, and reading them.</summary>
internal static class Proving
{
    public static Task<ArchiveProof> ProveAsync(this Rig rig, ProofRequest? request = null, CancellationToken stop = default)
        => rig.Engine.ProveAsync("Merger", request ?? new ProofRequest(), rig, stop);

    /// <summary>Has the ledger say of the first user's item that a rule excluded it.</summary>
    public static async Task ExcludeAsync(this Rig rig, string text)
    {
        using var store = SqliteStore.Open(rig.StorePath, TimeProvider.System);
        var user = store.Catalog.GetUsers("Merger")[0].Id;
        var item = (await store.Ledger.ReadItemsAsync(user, Disposition.Imported, 0, 100, default)).Single(item => item.Source.Size == text.Length && item.Source.SearchKey!.SequenceEqual(System.Text.Encoding.UTF8.GetBytes(text)));
        var pass = await store.Ledger.BeginPassAsync(user, PassKind.Full, default);
        await store.Ledger.RecordOutcomeAsync(
            new ItemOutcome { ItemKey = item.Key, PassId = pass, Disposition = Disposition.Excluded, Error = new MigrationException("OlderThan", MigrationErrorKind.InvalidState, "A rule.") }, default);
        await store.Ledger.EndPassAsync(pass, MigrationStatus.Completed, null, default);
    }

    /// <summary>Items, verified, excluded, failed, vanished, unexplained.</summary>
    public static string Columns(this ProofCounts counts)
        => $"{counts.SourceItems}={counts.Verified}+{counts.Excluded}+{counts.Failed}+{counts.Vanished}+{counts.Unexplained}";

    /// <summary>The findings as kind and place: what a proof names.</summary>
    public static IEnumerable<string> Named(this ArchiveProof proof) =>
        proof.UserProofs.SelectMany(user => user.Findings).Select(finding => $"{finding.Kind} {finding.Folder ?? finding.DestinationFolder}: {finding.SourceItemId ?? finding.DestinationItemId}".TrimEnd());
}
