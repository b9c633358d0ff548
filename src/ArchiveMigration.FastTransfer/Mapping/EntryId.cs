namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>The common start of entry ids: 4 bytes of flags and 16 that name the provider (MS-OXCDATA 2.2.5).</summary>
internal static class EntryId
{
    /// <summary>Bytes of flags and provider.</summary>
    public const int HeadSize = 20;

    /// <summary>Bytes before the embedded entry id of a wrapped one: head and type.</summary>
    public const int WrapperSize = HeadSize + 1;

    private const int FlagsSize = 4;

    /// <summary>Provider of one-off entry ids (MS-OXCDATA 2.2.5.1).</summary>
    public static ReadOnlySpan<byte> OneOffProvider =>
        [0x81, 0x2B, 0x1F, 0xA4, 0xBE, 0xA3, 0x10, 0x19, 0x9D, 0x6E, 0x00, 0xDD, 0x01, 0x0F, 0x54, 0x02];

    private static ReadOnlySpan<byte> AddressBookProvider =>
        [0xDC, 0xA7, 0x40, 0xC8, 0xC0, 0x42, 0x10, 0x1A, 0xB4, 0xB9, 0x08, 0x00, 0x2B, 0x2F, 0xE1, 0x82];

    private static ReadOnlySpan<byte> WrapperProvider =>
        [0xC0, 0x91, 0xAD, 0xD3, 0x51, 0x9D, 0xCF, 0x11, 0xA4, 0xA9, 0x00, 0xAA, 0x00, 0x47, 0xFA, 0xA4];

    /// <summary>Whether a text can be a distinguished name (legacyExchangeDN): it starts like <c>/o=</c>.</summary>
    public static bool IsLegacyDn(ReadOnlySpan<char> text) => text is ['/', ..];

    /// <summary>Tells the provider.</summary>
    public static EntryIdProvider ProviderOf(ReadOnlySpan<byte> id)
    {
        if (id.Length < HeadSize)
        {
            return EntryIdProvider.Other;
        }

        var provider = id[FlagsSize..HeadSize];
        return provider.SequenceEqual(OneOffProvider) ? EntryIdProvider.OneOff
            : provider.SequenceEqual(AddressBookProvider) ? EntryIdProvider.AddressBook
            : provider.SequenceEqual(WrapperProvider) ? EntryIdProvider.Wrapped
            : EntryIdProvider.Other;
    }
}
