using System.Buffers;
using System.Globalization;
using System.Text;

namespace ArchiveMigration.FastTransfer.Tests.Fuzzing;

/// <summary>Judges whether one value may become another when a domain's addresses become those of another, by undoing it.</summary>
/// <param name="source">The old domain.</param>
/// <param name="target">The new one, which no item has before.</param>
/// <param name="listed">New addresses of people whose distinguished names are listed, which may take the place of any other address of theirs.</param>
internal sealed class AddressChange(string source, string target, params string[] listed)
{
    private const string Lists = ";";
    private static readonly SearchValues<char> NotInLocalPart = SearchValues.Create(" <>()\"@;,");

    private static readonly string[] AddressFields = ["From", "Sender", "Reply-To", "To", "Cc"];
    private static readonly char[] HeaderSeparators = [.. " \t\r<>(),;:\""];
    private static readonly byte[] NewHead = Convert.FromHexString("00000000812B1FA4BEA310199D6E00DD010F540200000180");

    private readonly string newEnd = "@" + target;

    /// <summary>Whether a text, or any of the names in a list of them, is an address that changed, and nothing else did.</summary>
    public bool MayBeText(string was, string becomes)
    {
        var (old, changed) = (was.Split(Lists), becomes.Split(Lists));
        return old.Length == changed.Length && old.Zip(changed).All(pair => pair.First == pair.Second || MayBeName(pair.First, pair.Second));
    }

    /// <summary>Whether an address became that of the same person. One that was empty may be told by the rest of its group.</summary>
    public bool MayBeAddress(string was, string becomes) =>
        was.Length == 0 || was.StartsWith('/') ? IsNew(becomes) : MayBeName(was, becomes);

    /// <summary>Whether an entry id names the same person, at the new address.</summary>
    public bool MayBeEntryId(ReadOnlySpan<byte> was, ReadOnlySpan<byte> becomes)
    {
        if (becomes.SequenceEqual(was))
        {
            return true;
        }

        if (!TryOneOff(becomes, out var flags, out var changed))
        {
            return false;
        }

        if (TryOneOff(was, out var oldFlags, out var old))
        {
            return flags == oldFlags
                && was[..20].SequenceEqual(becomes[..20])
                && (old[0] == changed[0] || MayBeName(old[0], changed[0]))
                && (old[1] == changed[1] || IsExchangeToSmtp(old[1], changed[1]))
                && MayBeAddress(old[2], changed[2]);
        }

        // Made anew for a distinguished name.
        return was.Length > 28 && was[4] == 0xDC && was[28] == '/' && was[^1] == 0
            && becomes[..NewHead.Length].SequenceEqual(NewHead) && changed[1] == "SMTP" && IsNew(changed[2]);
    }

    /// <summary>Whether a list member is the same person, without the wrapper around an entry id of the address book.</summary>
    public bool MayBeMember(ReadOnlySpan<byte> was, ReadOnlySpan<byte> becomes) =>
        was.Length > 21 && was[4] == 0xC0
            ? MayBeEntryId(was[21..], becomes.Length > 21 && becomes[4] == 0xC0 && becomes[..21].SequenceEqual(was[..21]) ? becomes[21..] : becomes)
            : MayBeEntryId(was, becomes);

    /// <summary>Whether a search key (TYPE:ADDRESS) is that of the new address, with its NUL or the lack of it.</summary>
    public bool MayBeSearchKey(ReadOnlySpan<byte> was, ReadOnlySpan<byte> becomes)
    {
        var (old, changed) = (Encoding.Latin1.GetString(was), Encoding.Latin1.GetString(becomes));
        return old.EndsWith('\0') == changed.EndsWith('\0')
            && changed.StartsWith("SMTP:", StringComparison.OrdinalIgnoreCase)
            && (old.StartsWith("EX:", StringComparison.OrdinalIgnoreCase)
                ? IsNew(changed[5..].TrimEnd('\0'))
                : old.Length > 5 && old[..5] == changed[..5] && MayBeName(old[5..].TrimEnd('\0'), changed[5..].TrimEnd('\0')));
    }

    /// <summary>Whether a FlatEntryList has the same entries in their order, each the same person, and sound lengths.</summary>
    public bool MayBeFlatEntryList(ReadOnlySpan<byte> was, ReadOnlySpan<byte> becomes)
    {
        var (old, changed) = (Entries(was), Entries(becomes));
        if (old is null || changed is null || old.Count != changed.Count)
        {
            return false;
        }

        for (var i = 0; i < old.Count; i++)
        {
            if (!MayBeEntryId(was[old[i]], becomes[changed[i]]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether in Internet headers only addresses changed, and those in the fields that say who wrote to whom.</summary>
    public bool MayBeHeaders(string was, string becomes)
    {
        var (old, changed) = (was.Split('\n'), becomes.Split('\n'));
        var isWanted = false;
        for (var i = 0; i < old.Length && old.Length == changed.Length; i++)
        {
            var isContinued = i > 0 && old[i].StartsWith(' ') || old[i].StartsWith('\t');
            isWanted = isContinued ? isWanted : AddressFields.Contains(old[i].Split(':')[0], StringComparer.OrdinalIgnoreCase);
            if (old[i] != changed[i] && !(isWanted && MayBeHeaderLine(old[i], changed[i])))
            {
                return false;
            }
        }

        return old.Length == changed.Length;
    }

    private bool MayBeHeaderLine(string was, string becomes)
    {
        var (old, changed) = (was.Split(HeaderSeparators), becomes.Split(HeaderSeparators));
        return old.Length == changed.Length
            && old.Zip(changed).All(pair => pair.First == pair.Second || IsSamePerson(pair.First, pair.Second))
            && was.Where(HeaderSeparators.Contains).SequenceEqual(becomes.Where(HeaderSeparators.Contains));
    }

    /// <summary>Whether the type of a distinguished name became that of an Internet address.</summary>
    public static bool IsExchangeToSmtp(string was, string becomes) => was.Equals("EX", StringComparison.OrdinalIgnoreCase) && becomes == "SMTP";

    private bool MayBeName(string was, string becomes)
    {
        var (bare, changed) = (was.Trim(' ').Trim('\''), becomes.Trim(' ').Trim('\''));
        if (bare.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && changed.Length > colon && bare[..(colon + 1)] == changed[..(colon + 1)])
        {
            (bare, changed) = (bare[(colon + 1)..], changed[(colon + 1)..]);
        }

        return was.Length - bare.Length == becomes.Length - changed.Length
            && (IsSamePerson(bare, changed) || (bare.Contains('@', StringComparison.Ordinal) && listed.Contains(changed, StringComparer.OrdinalIgnoreCase)));
    }

    private bool IsSamePerson(string bare, string changed) =>
        bare.LastIndexOf('@') is > 0 and var at
        && AsciiOf(bare[(at + 1)..]).Equals(source, StringComparison.OrdinalIgnoreCase)
        && IsNew(changed)
        && !bare.AsSpan(..at).ContainsAny(NotInLocalPart)
        && bare[..at] == changed[..^newEnd.Length];

    /// <summary>A domain may be written in letters that stand for others, even for none (RFC 3490).</summary>
    private static string AsciiOf(string domain)
    {
        try
        {
            return Ascii.IsValid(domain) ? domain : new IdnMapping().GetAscii(domain);
        }
        catch (ArgumentException)
        {
            return domain;
        }
    }

    private bool IsNew(string address) => address.Length > newEnd.Length && address.EndsWith(newEnd, StringComparison.OrdinalIgnoreCase);

    private static bool TryOneOff(ReadOnlySpan<byte> id, out ushort flags, out string[] strings)
    {
        (flags, strings) = (0, []);
        if (id.Length < 24 || id[4] != 0x81 || id[20] != 0 || id[21] != 0)
        {
            return false;
        }

        flags = BitConverter.ToUInt16(id[22..]);
        strings = ((flags & 0x8000) != 0 ? Encoding.Unicode : Encoding.Latin1).GetString(id[24..]).Split('\0');
        return strings.Length == 4 && strings[3].Length == 0;
    }

    private static List<Range>? Entries(ReadOnlySpan<byte> list)
    {
        if (list.Length < 8 || BitConverter.ToUInt32(list[4..]) != list.Length - 8)
        {
            return null;
        }

        var entries = new List<Range>();
        var at = 8;
        for (var left = BitConverter.ToUInt32(list); left > 0; left--)
        {
            if (at + 4 > list.Length || BitConverter.ToUInt32(list[at..]) is var length && length > list.Length - at - 4)
            {
                return null;
            }

            entries.Add((at + 4)..(at + 4 + (int)length));
            at += 4 + (int)length;
            at = left > 1 || at < list.Length ? (at + 3) & ~3 : at;
        }

        return at == list.Length ? entries : null;
    }
}
