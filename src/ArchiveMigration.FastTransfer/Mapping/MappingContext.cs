namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>What all that look for addresses in an object share: the rules, the object's values, the plan, and room for texts.</summary>
internal sealed class MappingContext(
    AddressMap map, AddressDirectory directory, AddressMapperOptions options, ILegacyAddressObserver? observer)
{
    public const string SmtpType = "SMTP";
    public const string ExchangeType = "EX";
    public const string SipPrefix = "sip:";

    private readonly char[] lastAddress = new char[128];
    private readonly char[] lastMapped = new char[256];
    private int lastAddressLength;
    private int lastMappedLength;

    public AddressMapperOptions Options => options;

    public AddressCapture Capture { get; } = new();

    public AddressPlan Plan { get; } = new();

    public TextArena Texts { get; } = new();

    /// <summary>How many values of the item were replaced so far, also those for which that was undone.</summary>
    public int ReplacedCount { get; private set; }

    /// <summary>The address mapped, or nothing when it stays.</summary>
    public ReadOnlySpan<char> Map(ReadOnlySpan<char> address)
    {
        if (address.IsEmpty)
        {
            return default;
        }

        // A person's address stands in several properties: look it up once.
        if (address.SequenceEqual(lastAddress.AsSpan(0, lastAddressLength)))
        {
            var again = Texts.Take(lastMappedLength);
            lastMapped.AsSpan(0, lastMappedLength).CopyTo(again);
            return again;
        }

        var room = Texts.Take(map.LongestResultFor(address));
        var mapped = map.TryMap(address, room, out var length) ? room[..length] : default;
        if (address.Length <= lastAddress.Length && length <= lastMapped.Length)
        {
            address.CopyTo(lastAddress);
            mapped.CopyTo(lastMapped);
            lastAddressLength = address.Length;
            lastMappedLength = mapped.Length;
        }

        return mapped;
    }

    /// <summary>
    /// The address that takes the place of a distinguished name, or nothing: that of the SMTP address known from the item when
    /// it is mapped, else that of the directory, mapped where there is a rule.
    /// </summary>
    public ReadOnlySpan<char> Resolve(ReadOnlySpan<char> legacyDn, scoped ref ReadOnlySpan<char> known)
    {
        var target = Map(known);
        if (target.IsEmpty && directory.TryGet(legacyDn, out var listed))
        {
            target = Map(listed);
            target = target.IsEmpty ? listed : target;
            known = known.IsEmpty ? listed : known;
        }

        observer?.Met(legacyDn, known, !target.IsEmpty);
        return target;
    }

    /// <summary>The text of a slot without its NUL; nothing when there is none or it cannot be read.</summary>
    public ReadOnlySpan<char> TextOf(int slot) => Capture.Find(slot) is var index and >= 0 ? TextAt(index) : default;

    /// <summary>The text of a slot without its NUL; nothing when there is none. False when it cannot be read.</summary>
    public bool TryTextOf(int slot, out ReadOnlySpan<char> text)
    {
        text = default;
        return Capture.Find(slot) is not (var index and >= 0) ? !Capture.IsOversized(slot) : TryTextAt(index, out text);
    }

    /// <summary>The text of a value without its NUL; nothing when it cannot be read.</summary>
    public ReadOnlySpan<char> TextAt(int index) => TryTextAt(index, out var text) ? text : default;


    /// <summary>Replaces a text by another in the same form, with a NUL at its end if the old has one. False when the form cannot hold it.</summary>
    public bool Replace(int index, ReadOnlySpan<char> text)
    {
        var form = TextForms.Of(Capture[index].Type);
        if (!TextForms.CanWrite(form, text))
        {
            return false;
        }

        var start = Plan.NewBytes.Length;
        Plan.NewBytes.AddText(form, text);
        if (NulBytesOf(form, Capture.BytesOf(index)) != 0)
        {
            Plan.NewBytes.AddNul(form);
        }

        Replace(index, start);
        return true;
    }

    /// <summary>Replaces a value by the bytes of the plan from a position to their end.</summary>
    public void Replace(int index, int start)
    {
        ReplacedCount++;
        Capture[index].NewStart = start;
        Capture[index].NewLength = Plan.NewBytes.Length - start;
    }

    /// <summary>Whether text is the address, alone or in single quotation marks.</summary>
    public static bool IsAddress(ReadOnlySpan<char> text, ReadOnlySpan<char> address) =>
        !address.IsEmpty && Unquote(text).Equals(address, StringComparison.OrdinalIgnoreCase);

    /// <summary>The mapped address, in single quotation marks if the text it replaces is; nothing when the address stays.</summary>
    public ReadOnlySpan<char> Requote(ReadOnlySpan<char> text, ReadOnlySpan<char> mapped)
    {
        if (mapped.IsEmpty || Unquote(text).Length == text.Length)
        {
            return mapped;
        }

        var quoted = Texts.Take(mapped.Length + 2);
        quoted[0] = quoted[^1] = '\'';
        mapped.CopyTo(quoted[1..]);
        return quoted;
    }

    /// <summary>One text behind the other.</summary>
    public ReadOnlySpan<char> Joined(ReadOnlySpan<char> first, ReadOnlySpan<char> second)
    {
        var joined = Texts.Take(first.Length + second.Length);
        first.CopyTo(joined);
        second.CopyTo(joined[first.Length..]);
        return joined;
    }

    /// <summary>The text without single quotation marks around it.</summary>
    public static ReadOnlySpan<char> Unquote(ReadOnlySpan<char> text) =>
        text.Length > 2 && text[0] == '\'' && text[^1] == '\'' ? text[1..^1] : text;

    private bool TryTextAt(int index, out ReadOnlySpan<char> text)
    {
        var form = TextForms.Of(Capture[index].Type);
        var bytes = Capture.BytesOf(index);
        return TextForms.TryRead(form, bytes[..^NulBytesOf(form, bytes)], Texts, out text);
    }

    private static int NulBytesOf(TextForm form, ReadOnlySpan<byte> bytes)
    {
        var unit = TextForms.UnitOf(form);
        return form != TextForm.Foreign && bytes.Length >= unit && bytes[^1] == 0 && bytes[^unit] == 0 ? unit : 0;
    }
}
