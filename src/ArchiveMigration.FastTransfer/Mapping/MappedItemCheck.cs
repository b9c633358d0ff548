using System.Buffers.Binary;

namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>
/// Reads a mapped item again and compares it with the original. It may differ where the plan says, in what it says: all other
/// bytes of the content are the same, it is read strictly to its end, each patch is exactly the value of one element, and what is
/// taken out was exactly one property. As equal bytes are equal elements up to the first patch, and on from the end of each, so are
/// all elements beside the patched values.
/// </summary>
internal sealed class MappedItemCheck
{
    private readonly FastTransferReader reader = new();

    /// <summary>Whether the mapped item is the original with the plan's patches and nothing else. Never throws for any bytes in it.</summary>
    /// <param name="original">The item that the plan was made of.</param>
    /// <param name="mapped">What was made of both.</param>
    /// <param name="plan">The plan.</param>
    public bool IsAsPlanned(ReadOnlySpan<byte> original, ReadOnlySpan<byte> mapped, AddressPlan plan)
    {
        reader.Reset();
        try
        {
            return HasValuesInPlace(mapped, plan) && HasPlannedBytes(original, mapped, plan);
        }
        catch (FastTransferFormatException)
        {
            return false;
        }
    }

    /// <summary>Whether each patch is the value of an element, and the item can be read to its end.</summary>
    private bool HasValuesInPlace(ReadOnlySpan<byte> mapped, AddressPlan plan)
    {
        var next = 0;
        var growth = 0L;
        var expected = Next();
        while (reader.Read(ref mapped, out _) is var element and not FastTransferElement.None)
        {
            if (reader.ValueOffset != expected || element is not (FastTransferElement.Property or FastTransferElement.Item))
            {
                continue;
            }

            var patch = plan.Patches[next++];
            if (reader.ValueLength != patch.NewLength)
            {
                return false;
            }

            growth += patch.Growth;
            expected = Next();
        }

        reader.Complete();
        return next == plan.PatchCount && reader.ContentTaken == plan.ContentLength + plan.ContentGrowth;

        // Where the next patched value is; what was taken out has none.
        long Next()
        {
            for (; next < plan.PatchCount && plan.Patches[next].IsRemoval; next++)
            {
                growth += plan.Patches[next].Growth;
            }

            return next < plan.PatchCount ? plan.Patches[next].Offset + growth : -1;
        }
    }

    private static bool HasPlannedBytes(ReadOnlySpan<byte> original, ReadOnlySpan<byte> mapped, AddressPlan plan)
    {
        if (!mapped.StartsWith(original[..RecordLayout.ItemHeaderSize]))
        {
            return false;
        }

        var before = new ContentCursor(original);
        var after = new ContentCursor(mapped);
        Span<byte> tag = stackalloc byte[PropertyDefinitionLayout.TagSize];
        Span<byte> length = stackalloc byte[sizeof(uint)];
        foreach (ref readonly var patch in plan.Patches)
        {
            if (!IsSame(ref before, ref after, patch.Start))
            {
                return false;
            }

            if (patch.IsRemoval)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(tag, patch.Removed.Value);
                BinaryPrimitives.WriteUInt32LittleEndian(length, patch.OldLength);
                if (!before.TrySkip(tag) || (!patch.IsFixed && !before.TrySkip(length)) || !before.TrySkip(plan.OldBytesOf(patch)))
                {
                    return false;
                }

                continue;
            }

            BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)patch.NewLength);
            if ((!patch.IsFixed && !after.TrySkip(length)) || !after.TrySkip(plan.BytesOf(patch)))
            {
                return false;
            }

            before.SkipTo(patch.End);
        }

        return IsSame(ref before, ref after, plan.ContentLength);
    }

    private static bool IsSame(scoped ref ContentCursor before, scoped ref ContentCursor after, long position)
    {
        while (before.Next(position) is { IsEmpty: false } run)
        {
            if (!after.TrySkip(run))
            {
                return false;
            }
        }

        return true;
    }
}
