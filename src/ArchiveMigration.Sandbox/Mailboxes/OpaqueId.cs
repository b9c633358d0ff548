using System.Buffers.Binary;

namespace ArchiveMigration.Sandbox.Mailboxes;

/// <summary>
/// Ids of folders and items: base64 with '+', '/' and '=' as Exchange's are, case-sensitive, guarded by a check value.
/// They hold mailbox, folder and serial number, so that a million items need no table of ids.
/// </summary>
internal static class OpaqueId
{
    private const int FolderLength = 31;
    private const int ItemLength = 35;
    private const int CheckLength = 8;

    /// <summary>The first three bytes make the "AAMk" that people know Exchange ids by.</summary>
    private static ReadOnlySpan<byte> Mark => [0x00, 0x03, 0x24];

    public static string Folder(Guid mailbox, int folder)
    {
        Span<byte> bytes = stackalloc byte[FolderLength];
        Write(bytes, mailbox, folder);
        return Convert.ToBase64String(bytes);
    }

    public static string Item(Guid mailbox, int folder, int serial)
    {
        Span<byte> bytes = stackalloc byte[ItemLength];
        BinaryPrimitives.WriteInt32BigEndian(bytes[23..], serial);
        Write(bytes, mailbox, folder);
        return Convert.ToBase64String(bytes);
    }

    public static bool TryReadFolder(string id, out Guid mailbox, out int folder)
    {
        Span<byte> bytes = stackalloc byte[FolderLength];
        return TryRead(id, bytes, out mailbox, out folder);
    }

    public static bool TryReadItem(string id, out Guid mailbox, out int folder, out int serial)
    {
        Span<byte> bytes = stackalloc byte[ItemLength];
        var found = TryRead(id, bytes, out mailbox, out folder);
        serial = found ? BinaryPrimitives.ReadInt32BigEndian(bytes[23..]) : 0;
        return found;
    }

    private static void Write(Span<byte> bytes, Guid mailbox, int folder)
    {
        Mark.CopyTo(bytes);
        mailbox.TryWriteBytes(bytes[3..]);
        BinaryPrimitives.WriteInt32BigEndian(bytes[19..], folder);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[^CheckLength..], Check(bytes[..^CheckLength]));
    }

    private static bool TryRead(string id, Span<byte> bytes, out Guid mailbox, out int folder)
    {
        mailbox = default;
        folder = 0;
        if (!Convert.TryFromBase64String(id, bytes, out var length) || length != bytes.Length
            || !bytes.StartsWith(Mark)
            || BinaryPrimitives.ReadUInt64BigEndian(bytes[^CheckLength..]) != Check(bytes[..^CheckLength]))
        {
            return false;
        }

        mailbox = new Guid(bytes.Slice(3, 16));
        folder = BinaryPrimitives.ReadInt32BigEndian(bytes[19..]);
        return true;
    }

    /// <summary>FNV-1a with a last mix: enough to notice an id whose case was changed, and the same in every process.</summary>
    private static ulong Check(ReadOnlySpan<byte> bytes)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in bytes)
        {
            hash = (hash ^ b) * 1099511628211UL;
        }

        hash ^= hash >> 29;
        hash *= 0xBF58476D1CE4E5B9UL;
        return hash ^ (hash >> 32);
    }
}
