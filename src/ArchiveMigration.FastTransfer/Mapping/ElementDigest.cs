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

    private readonly byte[] _begun = new byte[Stripe];
    private int _begunCount;
    private ulong _structure;
    private Vector256<uint> _lane0;
    private Vector256<uint> _lane1;
    private Vector256<uint> _lane2;
    private Vector256<uint> _lane3;

    /// <summary>Whether the other was given the same elements.</summary>
    public bool Equals(ElementDigest other) =>
        _structure == other._structure
        && _lane0 == other._lane0 && _lane1 == other._lane1 && _lane2 == other._lane2 && _lane3 == other._lane3
        && _begun.AsSpan(0, _begunCount).SequenceEqual(other._begun.AsSpan(0, other._begunCount));

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
        if (_begunCount != 0 || bytes.Length < Stripe)
        {
            var taken = Math.Min(bytes.Length, Stripe - _begunCount);
            bytes[..taken].CopyTo(_begun.AsSpan(_begunCount));
            _begunCount += taken;
            if (_begunCount < Stripe)
            {
                return;
            }

            _begunCount = 0;
            AddStripes(_begun);
            bytes = bytes[taken..];
        }

        var whole = bytes.Length & -Stripe;
        AddStripes(bytes[..whole]);
        bytes[whole..].CopyTo(_begun);
        _begunCount = bytes.Length - whole;
    }

    private void AddStripes(ReadOnlySpan<byte> bytes)
    {
        var (lane0, lane1, lane2, lane3) = (_lane0, _lane1, _lane2, _lane3);
        var lanes = MemoryMarshal.Cast<byte, Vector256<uint>>(bytes);
        for (var i = 0; i + 3 < lanes.Length; i += 4)
        {
            lane0 = (lane0 ^ lanes[i]) * Prime;
            lane1 = (lane1 ^ lanes[i + 1]) * Prime;
            lane2 = (lane2 ^ lanes[i + 2]) * Prime;
            lane3 = (lane3 ^ lanes[i + 3]) * Prime;
        }

        (_lane0, _lane1, _lane2, _lane3) = (lane0, lane1, lane2, lane3);
    }

    private void Mix(FastTransferElement kind, uint value) => Mix(((ulong)kind << 32) | value);

    private void Mix(ulong value) => _structure = BitOperations.RotateLeft(_structure ^ value, 29) * LongPrime;
}
