using System.Security.Cryptography;

namespace ArchiveMigration.Sandbox.Msg;

/// <summary>PidTagSearchKey of a message: the identity that survives an export and an import.</summary>
public static class MsgSearchKey
{
    /// <summary>The length of a search key that is made, in bytes.</summary>
    public const int Size = 16;

    private const ushort SearchKey = 0x300B;

    /// <summary>The file's own search key or, where it has none, one made from its content: the same content gives the same key.</summary>
    /// <exception cref="MsgFormatException">A value cannot be read.</exception>
    public static ReadOnlyMemory<byte> Of(MsgFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.Message.Properties.Find(SearchKey, PropertyType.Binary) is { Length: > 0 } property
            ? property.Read()
            : OfContent(file);
    }

    private static byte[] OfContent(MsgFile file)
    {
        using var hash = SHA256.Create();
        using (var content = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        {
            MsgToFastTransfer.Write(file, ReadOnlyMemory<byte>.Empty, content);
        }

        return hash.Hash![..Size];
    }
}
