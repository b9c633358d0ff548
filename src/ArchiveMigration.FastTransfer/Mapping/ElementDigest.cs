using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>
/// A sum over the elements of an item, by which two of them that pass by in different pieces and records can be compared:
/// their kinds, tags, names and lengths one by one, and all bytes of their values in one row. The bytes go through 32 sums
/// like FNV-1a: a single difference never gets lost, several hardly ever do.
/// </summary>
internal sealed class ElementDigest
{
    private const uint Prime = 0x01000193;
    private const ulong LongPrime = 0x9E3779B185EBCA87;
    private const int Lane = 32;
    private const int Stripe = 4 * Lane;

    private readonly byte[] begun = new byte[Stripe];
    private int begunCount;
    private ulong structure;
    private Vector256<uint> lane0;
    private Vector256<uint> lane1;
    private Vector256<uint> lane2;
    private Vector256<uint> lane3;

    /// <summary>Whether the other was given the same elements.</summary>
    public bool Equals(ElementDigest other) =>
        structure == other.structure
        && lane0 == other.lane0 && lane1 == other.lane1 && lane2 == other.lane2 && lane3 == other.lane3
        && begun.AsSpan(0, begunCount).SequenceEqual(other.begun.AsSpan(0, other.begunCount));

    public void AddHeader(FastTransferReader reader) =>
        Mix(((ulong)reader.Version.Word0 << 32) | ((ulong)reader.Version.Word1 << 16) | reader.Version.Word2);

    public void AddMarker(FastTransferReader reader) => Mix(FastTransferElement.Marker, (uint)reader.Marker);

    public void AddDeleteProperty(FastTransferReader reader) => Mix(FastTransferElement.DeleteProperty, reader.DeletedTag.Value);

    public void AddProperty(FastTransferReader reader)
    {
        Mix(FastTransferElement.Property, reader.Tag.Value);
        if (reader.Tag.IsNamed)
        {
            var set = reader.NameSet;
            AddBytes(MemoryMarshal.AsBytes(new ReadOnlySpan<Guid>(in set)));
            Mix(FastTransferElement.Property, reader.HasNameText ? (uint)reader.NameText.Length : reader.NameLid);
            Mix(reader.HasNameText ? 1u : 0);
            AddBytes(MemoryMarshal.AsBytes(reader.NameText));
        }

        if (reader.Layout.IsMultiple)
        {
            Mix(reader.ValueCount);
        }
    }

    /// <summary>Adds the length of a value, the bytes of which follow.</summary>
    public void AddValue(uint length) => Mix(FastTransferElement.Item, length);

    /// <summary>Adds bytes of a value, in whatever pieces.</summary>
    public void AddBytes(ReadOnlySpan<byte> bytes)
    {
        if (begunCount != 0 || bytes.Length < Stripe)
        {
            var taken = Math.Min(bytes.Length, Stripe - begunCount);
            bytes[..taken].CopyTo(begun.AsSpan(begunCount));
            begunCount += taken;
            if (begunCount < Stripe)
            {
                return;
            }

            begunCount = 0;
            AddStripes(begun);
            bytes = bytes[taken..];
        }

        var whole = bytes.Length & -Stripe;
        AddStripes(bytes[..whole]);
        bytes[whole..].CopyTo(begun);
        begunCount = bytes.Length - whole;
    }

    private void AddStripes(ReadOnlySpan<byte> bytes)
    {
        var (lane0, lane1, lane2, lane3) = (this.lane0, this.lane1, this.lane2, this.lane3);
        var lanes = MemoryMarshal.Cast<byte, Vector256<uint>>(bytes);
        for (var i = 0; i + 3 < lanes.Length; i += 4)
        {
            lane0 = (lane0 ^ lanes[i]) * Prime;
            lane1 = (lane1 ^ lanes[i + 1]) * Prime;
            lane2 = (lane2 ^ lanes[i + 2]) * Prime;
            lane3 = (lane3 ^ lanes[i + 3]) * Prime;
        }

        (this.lane0, this.lane1, this.lane2, this.lane3) = (lane0, lane1, lane2, lane3);
    }

    private void Mix(FastTransferElement kind, uint value) => Mix(((ulong)kind << 32) | value);

    private void Mix(ulong value) => structure = BitOperations.RotateLeft(structure ^ value, 29) * LongPrime;
}
