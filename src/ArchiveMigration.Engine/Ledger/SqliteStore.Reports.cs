using ArchiveMigration.Engine.Ledger.Store;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Proof;

namespace ArchiveMigration.Engine.Ledger;

public sealed partial class SqliteStore
{
    /// <summary>Failed items of a project by user and error.</summary>
    internal IReadOnlyList<FailureTally> ReadFailures(string project) => database.Read(session => ReportTable.Failures(session, ProjectTable.IdOf(session, project).Id));

    /// <summary>What the last proof of a project came to; null when none was made.</summary>
    internal ProofSummary? ReadLastProof(string project) => database.Read(session => ProofTable.Last(session, ProjectTable.IdOf(session, project).Id));

    /// <summary>Remembers what a proof came to.</summary>
    internal void RememberProof(ArchiveProof proof) => database.Write(
        session => ProofTable.Set(session, ProjectTable.IdOf(session, proof.Project).Id, ProofSummary.Of(proof)));
}
