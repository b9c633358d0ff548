using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>
/// A quick sieve before the rules themselves: whether a value ends like an address of a domain that has a rule. It looks at
/// as many of the last characters as the shortest domain has, 16 at most, so that the many addresses without a rule cost next
/// to nothing; it may let others through, but holds none back.
/// </summary>
internal sealed class DomainTails
{
    private const int LongestTail = 16;
    private const int ShortestTail = 4;
    private const int WordTail = sizeof(ulong);
    private const ulong SmallLetters = 0x2020202020202020;
    private const ulong UpperBytes = 0xFF00FF00FF00FF00;

    private readonly ulong[] bits = new ulong[64];
    private readonly int tailLength;
    private readonly bool isOpen;

    public DomainTails(AddressMap map)
    {
        // Before a domain that has a rule is the @, before a parent of such domains anything.
        var tails = map.Rules.Select(rule => (rule.IsForSubdomains ? "." : "@") + rule.SourceDomain).ToList();
        var shortest = Math.Min(LongestTail, tails.Count == 0 ? LongestTail : tails.Min(tail => tail.Length));
        tailLength = shortest < WordTail ? ShortestTail : shortest;

        // An internationalised domain ends differently in its two forms.
        isOpen = shortest < ShortestTail || tails.Any(tail => tail.Contains("xn--", StringComparison.OrdinalIgnoreCase));
        foreach (var tail in tails.Where(_ => !isOpen))
        {
            var hash = HashOf(Encoding.ASCII.GetBytes(tail));
            bits[hash >> 6] |= 1UL << (int)(hash & 63);
        }
    }

    /// <summary>Whether the text, with or without its NUL, may end in a domain with a rule.</summary>
    public bool MayEnd(ReadOnlySpan<byte> value, TextForm form)
    {
        if (isOpen || form == TextForm.Utf16BigEndian)
        {
            return true;
        }

        if (form == TextForm.Foreign)
        {
            return false;
        }

        var unit = TextForms.UnitOf(form);
        if (value.Length >= unit && value[^1] == 0 && value[^unit] == 0)
        {
            value = value[..^unit];
        }

        if (value.Length < tailLength * unit)
        {
            return false;
        }

        return form == TextForm.SingleByte ? Contains(HashOf(value)) : MayEndWide(value[^(tailLength * sizeof(char))..]);
    }

    private bool MayEndWide(ReadOnlySpan<byte> tail)
    {
        if (tailLength == ShortestTail)
        {
            var characters = BinaryPrimitives.ReadUInt64LittleEndian(tail);
            return (characters & UpperBytes) != 0 || Contains(Mix(Narrow(characters), 0));
        }

        var (first, second) = (BinaryPrimitives.ReadUInt64LittleEndian(tail), BinaryPrimitives.ReadUInt64LittleEndian(tail[sizeof(ulong)..]));
        var end = tail[^(2 * sizeof(ulong))..];
        var (third, last) = (BinaryPrimitives.ReadUInt64LittleEndian(end), BinaryPrimitives.ReadUInt64LittleEndian(end[sizeof(ulong)..]));

        // A character beyond ASCII may stand for others in a domain's name: that is for the rules themselves.
        return ((first | second | third | last) & UpperBytes) != 0
            || Contains(Mix(Narrow(first) | (Narrow(second) << 32), Narrow(third) | (Narrow(last) << 32)));
    }

    private uint HashOf(ReadOnlySpan<byte> text) =>
        tailLength == ShortestTail
            ? Mix(BinaryPrimitives.ReadUInt32LittleEndian(text[^ShortestTail..]), 0)
            : Mix(BinaryPrimitives.ReadUInt64LittleEndian(text[^tailLength..]), BinaryPrimitives.ReadUInt64LittleEndian(text[^WordTail..]));

    /// <summary>The lower bytes of four characters.</summary>
    private static ulong Narrow(ulong characters)
    {
        characters = (characters | (characters >> 8)) & 0x0000FFFF0000FFFF;
        return (characters | (characters >> 16)) & 0x00000000FFFFFFFF;
    }

    private static uint Mix(ulong start, ulong end) =>
        (uint)((((start | SmallLetters) * 0x9E3779B185EBCA87) ^ BitOperations.RotateLeft((end | SmallLetters) * 0xC2B2AE3D27D4EB4F, 23)) >> 52);

    private bool Contains(uint hash) => (bits[hash >> 6] & (1UL << (int)(hash & 63))) != 0;
}
