using System.Security.Cryptography;
using System.Text;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Passes;

/// <summary>
/// Reads the subject of an item that failed, as far as the project's privacy allows, so that a person finds it in Outlook. It is asked for only then: no subject of an
/// item that arrives is ever kept.
/// </summary>
/// <param name="key">The key of hashes.</param>
/// <param name="ledger">Knows the item's folder.</param>
/// <param name="time">The clock.</param>
internal sealed class FailedSubjects(Func<byte[]> key, ILedger ledger, TimeProvider time)
{
    /// <summary>Sixteen bytes tell any two subjects apart.</summary>
    private const int HashLength = 16;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What may be kept of an item's subject: itself, <c>#</c> and its hash, or nothing. It is a courtesy: whatever goes wrong with it, the answer is null.</summary>
    public async Task<string?> ReadAsync(SubjectPrivacy privacy, IMailbox source, LedgerItem item)
    {
        if (privacy == SubjectPrivacy.None)
        {
            return null;
        }

        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            var folder = await ledger.ReadFolderAsync(item.FolderKey, patience.Token).ConfigureAwait(false);
            var subject = await source.ReadSubjectAsync(new MailboxFolder { Id = folder.SourceFolderId, Name = folder.Path, Path = folder.Path }, item.Source, patience.Token).ConfigureAwait(false);
            return string.IsNullOrEmpty(subject) ? null : privacy == SubjectPrivacy.Full ? subject : Hash(subject);
        }
        catch (Exception failure) when (failure is MigrationException or OperationCanceledException)
        {
            return null;
        }
    }

    private string Hash(string subject) => "#" + Convert.ToHexString(HMACSHA256.HashData(key(), Encoding.UTF8.GetBytes(subject)).AsSpan(0, HashLength));
}
