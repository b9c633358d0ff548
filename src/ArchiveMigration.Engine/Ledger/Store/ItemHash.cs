using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>
/// The first 64 bits of the SHA-256 of an item's mailbox and id: what items are found by. Two items of one folder with the same hash are not to be
/// expected (one chance in thirty million for a folder of a million), and are told apart by their ids at the source all the same.
/// </summary>
internal static class ItemHash
{
    public static long Of(MailboxItem item) => Of(item.ShardId, item.Id);

    public static long Of(string shardId, string id)
    {
        Span<byte> buffer = stackalloc byte[1024];
        var length = Encoding.UTF8.GetByteCount(shardId) + 1 + Encoding.UTF8.GetByteCount(id);
        var text = length <= buffer.Length ? buffer[..length] : new byte[length];
        var shard = Encoding.UTF8.GetBytes(shardId, text);
        text[shard] = 0;
        Encoding.UTF8.GetBytes(id, text[(shard + 1)..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }
}
