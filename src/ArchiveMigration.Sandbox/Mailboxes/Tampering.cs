using System.Security.Cryptography;
using ArchiveMigration.FastTransfer;
using ArchiveMigration.FastTransfer.Items;

namespace ArchiveMigration.Sandbox.Mailboxes;

/// <summary>
/// What somebody may do to a mailbox behind the back of a migration: remove, alter or add an item, rename a folder. A proof has to name exactly that.
/// </summary>
public static class Tampering
{
    private const uint SearchKeyTag = 0x300B0102;

    /// <summary>Removes the item at a place, counted from the oldest.</summary>
    public static void RemoveItem(SandboxFolder folder, int place)
    {
        ArgumentNullException.ThrowIfNull(folder);
        folder.Items.Remove(SerialAt(folder, place));
    }

    /// <summary>Changes one byte of the item's largest value: search key, class and length stay.</summary>
    public static void AlterItem(SandboxFolder folder, int place)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var serial = SerialAt(folder, place);
        var item = folder.Items.Find(serial)!;
        using var stream = new MemoryStream();
        item.Write(stream);
        var bytes = stream.ToArray();
        bytes[MiddleOfLargestValue(bytes)] ^= 0x20;
        folder.Items.Replace(serial, Store(bytes, item.Facts));
    }

    /// <summary>Adds a plain mail that came now.</summary>
    /// <returns>Its serial number.</returns>
    public static int AddItem(SandboxFolder folder, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(folder);
        using var stream = new MemoryStream();
        new UniformItems(RandomNumberGenerator.GetInt32(int.MaxValue), 1, 1000).Write(0, stream);
        var bytes = stream.ToArray();
        var summary = ItemSummary.Read(bytes);
        return folder.Items.Add(Store(bytes, new ItemFacts(summary.MessageClass!, summary.Subject, summary.SearchKey, now, now, summary.DeliveryTime, bytes.Length)));
    }

    /// <summary>Gives a folder another name.</summary>
    /// <exception cref="InvalidOperationException">There is a folder of that name beside it.</exception>
    public static void RenameFolder(SandboxFolder folder, string name)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!folder.Mailbox.TryRename(folder, name))
        {
            throw new InvalidOperationException($"A folder '{name}' is beside '{folder.DisplayName}'.");
        }
    }

    private static int SerialAt(SandboxFolder folder, int place)
        => folder.Items.Serials() is var serials && place >= 0 && place < serials.Count
            ? serials[place]
            : throw new ArgumentOutOfRangeException(nameof(place), place, $"'{folder.Path}' has {serials.Count} items.");

    private static StoredItem Store(byte[] bytes, ItemFacts facts)
    {
        // An item of ours alone: its file goes with the last who reads it.
        var content = new SpooledContent(new SpoolFile());
        content.Append(bytes);
        content.Complete();
        return new StoredItem(facts, bytes.Length, SHA256.HashData(bytes), content);
    }

    private static int MiddleOfLargestValue(byte[] bytes)
    {
        var reader = new FastTransferReader();
        ReadOnlySpan<byte> rest = bytes;
        var (place, most) = (-1, 0);
        while (reader.Read(ref rest, out var value) is var element and not FastTransferElement.None)
        {
            if (element != FastTransferElement.Header && value.Length > most && reader.Tag.Value != SearchKeyTag && reader.Layout.Shape is WireShape.Variable
                && ((ReadOnlySpan<byte>)bytes).Overlaps(value, out var offset))
            {
                (place, most) = (offset + (value.Length / 4 * 2), value.Length);
            }
        }

        return place >= 0 ? place : throw new InvalidOperationException("The item has no value to alter.");
    }
}
