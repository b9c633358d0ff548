namespace ArchiveMigration.Engine.Ledger.Store;

internal static partial class StoreSchema
{
    /// <summary>What a project's privacy lets be kept of a failed item's subject goes with its outcome. The one key of the store under which subjects are hashed is encrypted as secrets are.</summary>
    private const string Subjects = """
        ALTER TABLE outcome ADD COLUMN subject TEXT;
        CREATE TABLE subject_key (encrypted BLOB NOT NULL);
        """;
}
