using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ArchiveMigration.Engine.Mailboxes;

/// <summary>
/// What an item without a search key is recognised by: a hash of properties that a listing tells at both sides and that an import leaves as they are
/// (the stream keeps subject, message id and dates; created, size, id and change key come out anew). A hash, because subjects are nobody's business in a database.
/// </summary>
public static class SecondKey
{
    /// <summary>Makes the key.</summary>
    /// <param name="itemClass">The message class; compared without case, as Exchange does.</param>
    /// <param name="subject">PidTagSubject (0x0037).</param>
    /// <param name="messageId">PidTagInternetMessageId (0x1035).</param>
    /// <param name="submitted">PidTagClientSubmitTime (0x0039), UTC.</param>
    /// <param name="delivered">PidTagMessageDeliveryTime (0x0E06), UTC.</param>
    /// <returns>
    /// The first 64 bits of a SHA-256, or null when there is neither a message id nor a time: a class and a subject are shared by items that have nothing
    /// else in common, and taking one for the other would lose one of them.
    /// </returns>
    public static long? Of(string itemClass, string? subject, string? messageId, DateTimeOffset? submitted, DateTimeOffset? delivered)
    {
        if (string.IsNullOrEmpty(messageId) && submitted is null && delivered is null)
        {
            return null;
        }

        var text = string.Join('\0', itemClass.ToUpperInvariant(), subject, messageId, Seconds(submitted), Seconds(delivered));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }

    // Listings cut fractions of a second off, not necessarily at both sides.
    private static string? Seconds(DateTimeOffset? time) => time?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
