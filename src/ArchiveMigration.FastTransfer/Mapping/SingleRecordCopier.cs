using System.Buffers.Binary;

namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>
/// Copies an item that is known to be readable, and fits one record when mapped, with the patches of a plan in it. Nothing
/// has to be read again for that: what lies between two patches is copied as it is.
/// </summary>
internal static class SingleRecordCopier
{
    /// <summary>Whether the mapped item is one record.</summary>
    public static bool Fits(AddressPlan plan) => plan.ContentLength + plan.ContentGrowth <= RecordLayout.MaximumPayload;

    /// <summary>Writes the mapped item.</summary>
    public static void Copy(ReadOnlySpan<byte> item, AddressPlan plan, PooledBuffer output)
    {
        var contentLength = (int)(plan.ContentLength + plan.ContentGrowth);
        item[..RecordLayout.ItemHeaderSize].CopyTo(output.Take(RecordLayout.ItemHeaderSize));
        var header = output.Take(RecordLayout.RecordHeaderSize);
        BinaryPrimitives.WriteUInt32LittleEndian(header, RecordLayout.TransferBuffer);
        BinaryPrimitives.WriteUInt32LittleEndian(header[sizeof(uint)..], (uint)contentLength);
        var destination = output.Take(contentLength);
        var content = new ContentCursor(item);
        foreach (ref readonly var patch in plan.Patches)
        {
            content.CopyTo(patch.Start, ref destination);
            if (!patch.IsFixed && !patch.IsRemoval)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(destination, (uint)patch.NewLength);
                destination = destination[sizeof(uint)..];
            }

            plan.BytesOf(patch).CopyTo(destination);
            destination = destination[patch.NewLength..];
            content.SkipTo(patch.End);
        }

        content.CopyTo(plan.ContentLength, ref destination);
    }
}
