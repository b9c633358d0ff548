using System.Buffers.Binary;

namespace ArchiveMigration.FastTransfer.Tests.Fuzzing;

/// <summary>
/// Makes mutants of a sound item: some damaged anywhere, most damaged inside of values or between whole elements with the
/// lengths around them put right, so that the damage gets as deep into the mapper as possible.
/// </summary>
internal sealed class Mutator
{
    private const int MostBytesAdded = 64;

    // What lengths are enlarged to: beyond the end, to 4 GB and to where signs change.
    private static readonly uint[] Lengths = [0, 1, 2, 3, 0x7FFF, 0xFFFF, 1 << 20, (1 << 20) + 2, 8 << 20, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF];

    private static readonly ushort[] Types =
        [0x84B0, 0x001F, 0x84B1, 0x84E4, 0x001E, 0x94B0, 0x101F, 0x94E4, 0x101E, 0x0102, 0x1102, 0x0003, 0x000B, 0x0040, 0x0048, 0x1003, 0x000D, 0x00FB, 0xD182, 0x1234, 0xFDE9];

    private static readonly ushort[] Ids =
        [0x0C1F, 0x0C1E, 0x0C19, 0x0C1D, 0x0C1A, 0x5D01, 0x0065, 0x0064, 0x0041, 0x003B, 0x3003, 0x3002, 0x0FFF, 0x0FF9, 0x5FF7, 0x300B, 0x3001, 0x39FE, 0x004F, 0x0050, 0x0E04, 0x0083, 0x1035, 0x007D, 0x4008, 0x3018, 0x3019, 0x301A, 0x301B, 0x301C, 0x301F];

    private static readonly uint[] Markers = [0x40000003, 0x400E0003, 0x40010003, 0x40020003, 0x40030003, 0x40040003, 0x40160003, 0x40180003, 0x400C0003, 0x674A0014, 0x30000003, 0x0E210003];

    private readonly List<int> cuts = [];
    private byte[] work = new byte[1 << 17];
    private byte[] spare = new byte[1 << 17];
    private int length;

    /// <summary>Makes the mutant; valid until the next is made.</summary>
    public ReadOnlyMemory<byte> Make(FuzzSeed seed, ref MutantRandom random)
    {
        length = 0;
        Append(seed.Content);
        for (var rounds = random.OneIn(3) ? 1 + random.Below(4) : 1; rounds > 0; rounds--)
        {
            Damage(seed, ref random);
        }

        Wrap(seed, ref random);
        if (random.OneIn(8))
        {
            DamageAnywhere(ref random);
        }

        return work.AsMemory(0, length);
    }

    private void Damage(FuzzSeed seed, ref MutantRandom random)
    {
        switch (random.Below(16))
        {
            case 0:
                DamageAnywhere(ref random);
                break;
            case 1:
                EnlargeLength(seed, ref random);
                break;
            case 2:
                SwapTags(seed, ref random);
                break;
            case 3:
                ChangeTag(seed, ref random);
                break;
            case 4:
                MoveElements(seed, ref random);
                break;
            case 5:
                InsertMarker(seed, ref random);
                break;
            case 6:
                Exchange(seed, ref random);
                break;
            case 7 when length > 0:
                length = random.Below(length + 1);
                break;
            default:
                DamageValue(seed, ref random);
                break;
        }
    }

    /// <summary>Flips bits, or inserts, deletes or doubles bytes, whatever they are.</summary>
    private void DamageAnywhere(ref MutantRandom random) => DamageRange(0, length, ref random);

    private int DamageRange(int start, int end, ref MutantRandom random)
    {
        var at = start + random.Below(end - start);
        var count = 1 + random.Below(random.OneIn(4) ? MostBytesAdded : 4);
        switch (random.Below(6))
        {
            case 0 when at + sizeof(uint) <= end:
                BinaryPrimitives.WriteUInt32LittleEndian(work.AsSpan(at), Lengths[random.Below(Lengths.Length)]);
                return 0;
            case 1:
                Open(at, count);
                for (var i = 0; i < count; i++)
                {
                    work[at + i] = random.OneIn(3) ? (byte)0 : random.Byte();
                }

                return count;
            case 2:
                count = Math.Min(count, end - at);
                Close(at, count);
                return -count;
            case 3:
                count = Math.Min(count, end - at);
                Open(at, count);
                work.AsSpan(at + count, count).CopyTo(work.AsSpan(at));
                return count;
            default:
                for (var flips = 1 + random.Below(3); flips > 0 && at < end; flips--)
                {
                    work[at] ^= (byte)(1 << random.Below(8));
                    at = start + random.Below(end - start);
                }

                return 0;
        }
    }

    /// <summary>Damages a value and puts its length right.</summary>
    private void DamageValue(FuzzSeed seed, ref MutantRandom random)
    {
        if (seed.Texts.Count == 0)
        {
            return;
        }

        var value = seed.Texts[random.Below(seed.Texts.Count)];
        if (value.End <= length)
        {
            var growth = DamageRange(value.Offset, value.End, ref random);
            if ((growth & 1) != 0 && !random.OneIn(4))
            {
                Open(value.Offset, 1);
                growth++;
            }

            BinaryPrimitives.WriteInt32LittleEndian(work.AsSpan(value.Start), value.Length + growth);
        }
    }

    private void EnlargeLength(FuzzSeed seed, ref MutantRandom random)
    {
        var element = seed.Elements[random.Below(seed.Elements.Count)];
        var at = element.HasLength ? element.Start : element.End;
        if (at + sizeof(uint) <= length)
        {
            var old = BinaryPrimitives.ReadUInt32LittleEndian(work.AsSpan(at));
            var changed = random.OneIn(2) ? Lengths[random.Below(Lengths.Length)] : (uint)(old + random.Below(9) - 4);
            BinaryPrimitives.WriteUInt32LittleEndian(work.AsSpan(at), changed);
        }
    }

    private void SwapTags(FuzzSeed seed, ref MutantRandom random)
    {
        var (one, other) = (seed.Properties[random.Below(seed.Properties.Count)].Start, seed.Properties[random.Below(seed.Properties.Count)].Start);
        if (Math.Max(one, other) + sizeof(uint) <= length)
        {
            var kept = BinaryPrimitives.ReadUInt32LittleEndian(work.AsSpan(one));
            work.AsSpan(other, sizeof(uint)).CopyTo(work.AsSpan(one));
            BinaryPrimitives.WriteUInt32LittleEndian(work.AsSpan(other), kept);
        }
    }

    private void ChangeTag(FuzzSeed seed, ref MutantRandom random)
    {
        var at = seed.Properties[random.Below(seed.Properties.Count)].Start;
        if (at + sizeof(uint) <= length)
        {
            var ofType = random.OneIn(2);
            BinaryPrimitives.WriteUInt16LittleEndian(
                work.AsSpan(ofType ? at : at + sizeof(ushort)),
                ofType ? Types[random.Below(Types.Length)] : Ids[random.Below(Ids.Length)]);
        }
    }

    /// <summary>Doubles, deletes or moves some whole elements.</summary>
    private void MoveElements(FuzzSeed seed, ref MutantRandom random)
    {
        var first = random.Below(seed.Elements.Count);
        var (start, end) = (seed.Elements[first].Start, seed.Elements[Math.Min(seed.Elements.Count - 1, first + 1 + random.Below(12))].Start);
        if (end > length || start == end)
        {
            return;
        }

        var moved = work.AsSpan(start, end - start).ToArray();
        var what = random.Below(3);
        if (what != 0)
        {
            Close(start, moved.Length);
        }

        if (what != 1)
        {
            var to = Math.Min(length, seed.Elements[random.Below(seed.Elements.Count)].Start);
            Open(to, moved.Length);
            moved.CopyTo(work.AsSpan(to));
        }
    }

    private void InsertMarker(FuzzSeed seed, ref MutantRandom random)
    {
        var at = Math.Min(length, seed.Elements[random.Below(seed.Elements.Count)].Start);
        Open(at, sizeof(uint));
        BinaryPrimitives.WriteUInt32LittleEndian(work.AsSpan(at), Markers[random.Below(Markers.Length)]);
    }

    /// <summary>Gives a property the value of another.</summary>
    private void Exchange(FuzzSeed seed, ref MutantRandom random)
    {
        if (seed.Texts.Count == 0)
        {
            return;
        }

        var (to, from) = (seed.Texts[random.Below(seed.Texts.Count)], seed.Texts[random.Below(seed.Texts.Count)]);
        if (to.End <= length && from.Length < 10_000)
        {
            Close(to.Offset, to.Length);
            Open(to.Offset, from.Length);
            seed.Content.AsSpan(from.Offset, from.Length).CopyTo(work.AsSpan(to.Offset));
            BinaryPrimitives.WriteInt32LittleEndian(work.AsSpan(to.Start), from.Length);
        }
    }

    /// <summary>Puts the content into records: one, or several that end between elements or anywhere.</summary>
    private void Wrap(FuzzSeed seed, ref MutantRandom random)
    {
        cuts.Clear();
        var way = random.Below(8);
        for (var count = way > 5 ? 1 + random.Below(8) : 0; count > 0; count--)
        {
            var element = seed.Elements[random.Below(seed.Elements.Count)];
            cuts.Add(way == 6 ? random.Below(length) : element.Offset + (element.HasLength ? random.Below(element.Length + 1) : 0));
        }

        cuts.Sort();
        var contentLength = length;
        (work, spare) = (spare, work);
        length = 0;
        Append(seed.Header);
        var taken = 0;
        foreach (var cut in cuts.Append(contentLength))
        {
            if (cut > taken && cut <= contentLength)
            {
                AppendRecord(spare.AsSpan(taken, cut - taken));
                taken = cut;
            }
        }
    }

    private void AppendRecord(ReadOnlySpan<byte> payload)
    {
        Open(length, 2 * sizeof(uint));
        BinaryPrimitives.WriteUInt32LittleEndian(work.AsSpan(length - (2 * sizeof(uint))), 2);
        BinaryPrimitives.WriteInt32LittleEndian(work.AsSpan(length - sizeof(uint)), payload.Length);
        Append(payload);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        var at = length;
        Open(at, bytes.Length);
        bytes.CopyTo(work.AsSpan(at));
    }

    private void Open(int at, int count)
    {
        if (length + count > work.Length)
        {
            Array.Resize(ref work, Math.Max(work.Length * 2, length + count));
        }

        work.AsSpan(at, length - at).CopyTo(work.AsSpan(at + count));
        length += count;
    }

    private void Close(int at, int count)
    {
        work.AsSpan(at + count, length - at - count).CopyTo(work.AsSpan(at));
        length -= count;
    }
}
