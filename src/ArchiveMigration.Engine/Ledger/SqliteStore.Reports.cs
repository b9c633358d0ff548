using ArchiveMigration.Engine.Ledger.Store;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Ledger;

public sealed partial class SqliteStore
{
    /// <summary>Failed items of a project by user and error.</summary>
    internal IReadOnlyList<FailureTally> ReadFailures(string project) => database.Read(session => ReportTable.Failures(session, ProjectTable.IdOf(session, project).Id));

    /// <summary>When passes over users of a project ran, oldest first; spans do not overlap.</summary>
    internal IReadOnlyList<WorkSpan> ReadWork(string project) => database.Read(session => ReportTable.Work(session, ProjectTable.IdOf(session, project).Id));
}
