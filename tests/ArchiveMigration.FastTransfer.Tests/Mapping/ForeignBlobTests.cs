using static ArchiveMigration.FastTransfer.Tests.Mapping.Build;

namespace ArchiveMigration.FastTransfer.Tests.Mapping;

/// <summary>Entry ids as others wrote them: vectors of microsoft/mfcmapi's unit tests (Copyright (c) Microsoft, MIT License).</summary>
public class ForeignBlobTests
{
    private const string AnsiOneOff = "00000000812B1FA4BEA310199D6E00DD010F5402000001102761646D696E406578616D706C652E636F6D2700534D54500061646D696E406578616D706C652E636F6D00";

    private const string UnicodeOneOff =
        "00000000812B1FA4BEA310199D6E00DD010F5402000001806E006F0062006F00640079005F0040006D006900630072006F0073006F00660074002E00" +
        "63006F006D00000053004D005400500000006E006F0062006F00640079005F0040006D006900630072006F0073006F00660074002E0063006F006D000000";

    private const string FlatEntryList =
        "030000005C0100006D00000000000000FE42AA0A18C71A10E8850B651C240000030000000400000000000000460000000000000096614EC66601D211A3B10008C7" +
        "28E7F10700831B4C2B03E7D1118FB200805F9F2EAC000000481F4F0000109588ED42DE85428287935E058A904C0016DE1CB80E0000000000007C006D0000000000" +
        "0000FE42AA0A18C71A10E8850B651C240000030000000400000000000000460000000000000096614EC66601D211A3B10008C728E7F10700831B4C2B03E7D1118F" +
        "B200805F9F2EAC000000481F4F0000FB607ECAC549C44A9151DA03A7BC66B9001B181E8A1500000000000000006D00000000000000FE42AA0A18C71A10E8850B65" +
        "1C240000030000000400000000000000460000000000000096614EC66601D211A3B10008C728E7F10700831B4C2B03E7D1118FB200805F9F2EAC000000481F4F00" +
        "0020A7A751D553394AB9D41BB443250C470000004876C600000000001F3521";

    [Fact]
    public void An_ANSI_one_off_changes_in_name_and_address()
    {
        var mapped = Mapped.Map(Item(Bytes(0x0C19, Convert.FromHexString(AnsiOneOff))), map: Mapping("example.com")).Item;

        byte[] changed = [.. Convert.FromHexString(AnsiOneOff[..48]), .. "'admin@new.example'\0SMTP\0admin@new.example\0"u8];
        Assert.Equal(Item(Bytes(0x0C19, changed)), mapped);
    }

    [Fact]
    public void A_Unicode_one_off_changes_in_name_and_address() => Mapped.Becomes(
        Item(Bytes(0x0C19, Blobs.OneOff("nobody_@new.example", "nobody_@new.example"))),
        Item(Bytes(0x0C19, Convert.FromHexString(UnicodeOneOff))),
        map: Mapping("microsoft.com"));

    [Fact]
    public void A_list_of_contacts_holds_no_address_and_one_with_a_wrong_count_or_cut_entry_is_left()
    {
        var list = Convert.FromHexString(FlatEntryList);
        Assert.Equal(0, Mapped.Stays(Item(Bytes(0x004F, list))).LeftCount);

        // As the vectors FLATENTRYLIST-2 and -3 are damaged: bytes of an entry are missing, and the count is 0.
        Assert.Equal(1, Mapped.Stays(Item(Bytes(0x004F, [.. list.AsSpan(..84), .. list.AsSpan(91..)]))).LeftCount);
        list[0] = 0;
        Assert.Equal(1, Mapped.Stays(Item(Bytes(0x004F, list))).LeftCount);
    }

    private static FastTransfer.Mapping.AddressMap Mapping(string domain) => FastTransfer.Mapping.AddressMap.Parse($"@{domain}->@new.example");
}
