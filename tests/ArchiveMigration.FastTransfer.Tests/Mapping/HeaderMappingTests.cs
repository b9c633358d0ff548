using ArchiveMigration.FastTransfer.Mapping;
using static ArchiveMigration.FastTransfer.Tests.Mapping.Build;

namespace ArchiveMigration.FastTransfer.Tests.Mapping;

/// <summary>The Internet headers (PidTagTransportMessageHeaders), which are mapped only when asked.</summary>
public class HeaderMappingTests
{
    private const string Old = "bob@src.example";
    private const string New = "bob@new-tenant.example.org";

    private static readonly AddressMapperOptions Asked = new() { MapHeaders = true };

    [Fact]
    public void Headers_stay_unless_asked() => Mapped.Stays(Item(Text(0x007D, $"From: {Old}\r\n")));

    [Theory]
    [InlineData("From: {0}\r\n")]
    [InlineData("from: {0}")]
    [InlineData("SENDER:{0}\r\n")]
    [InlineData("Reply-To: Bob <{0}>\r\n")]
    [InlineData("To: < {0}>, <{0}>\r\n")]
    [InlineData("Subject: x\r\nTo: \"B, bob@src.example \\\" \" <{0}>, x@other.example,\r\n\tbob@a.src.example, {0} (home (bob@src.example) \\)),\r\n {0}\r\nSubject: bob@src.example\r\n")]
    [InlineData("Cc: friends: {0}, <{0}>;\nCc: =?utf-8?q?bob@src.example?= <{0}>\n")]
    public void Addresses_of_those_who_wrote_or_got_it_change(string headers)
    {
        byte[] Make(string person) => Item(Text(0x007D, headers.Replace("{0}", person, StringComparison.Ordinal)));

        var (result, mapped) = Mapped.Map(Make(Old.Replace("bob@src", "bob@SRC", StringComparison.Ordinal)), options: Asked);

        Assert.Equal((1, 0), (result.AddressCount, result.LeftCount));
        Assert.Equal(Make(New), mapped);
        Assert.Equal(Records.Inner(Make(Old)), Records.Inner(Mapped.Map(mapped, AddressMap.Parse("@new-tenant.example.org->@src.example"), options: Asked).Item));
    }

    [Theory]
    [InlineData("Message-ID: <bob@src.example>")]
    [InlineData("References: <bob@src.example>\r\n <bob@src.example>")]
    [InlineData("In-Reply-To: <bob@src.example>")]
    [InlineData("Received: from x by y\r\n\tfor <bob@src.example>; Mon, 1 Jan 2024 00:00:00 +0000")]
    [InlineData("DKIM-Signature: v=1; i=bob@src.example;\r\n h=From:To: bob@src.example")]
    [InlineData("ARC-Seal: i=1; d=bob@src.example")]
    [InlineData("Return-Path: <bob@src.example>")]
    [InlineData("Resent-From: bob@src.example")]
    [InlineData("X-To: bob@src.example")]
    [InlineData("To : bob@src.example")]
    [InlineData(" To: bob@src.example")]
    [InlineData("bob@src.example")]
    [InlineData("From:")]
    [InlineData("To: \"bob@src.example\" (bob@src.example)")]
    [InlineData("To: <@src.example:bob@src.example>, <\"bob\"@src.example>")]
    public void Everything_else_in_them_stays(string headers)
    {
        var item = Item(Text(0x007D, headers), Text(0x7FFF, Old));

        var (result, mapped) = Mapped.Map(item, options: Asked);

        Assert.Equal((MappingOutcome.NothingToMap, 0), (result.Outcome, result.LeftCount));
        Assert.Equal(item, mapped);
    }

    [Theory]
    [InlineData("To: bob@src.example, \"bob\r\n")]
    [InlineData("To: bob@src.example (bob\r\nCc: x)\r\n")]
    [InlineData("To: bob@src.example, <bob@src.example\r\nX: >")]
    [InlineData("To: bob@src.example>\r\n")]
    [InlineData("To: bob@src.example)\r\n")]
    public void Headers_with_a_field_that_is_damaged_stay_whole_and_are_counted(string headers)
    {
        var item = Item(Text(0x007D, $"From: {Old}\r\n{headers}"));

        var (result, mapped) = Mapped.Map(item, options: Asked);

        Assert.Equal((MappingOutcome.NothingToMap, 1), (result.Outcome, result.LeftCount));
        Assert.Equal(item, mapped);
    }

    [Fact]
    public void Headers_that_are_too_large_stay_and_are_counted_with_the_others_mapped()
    {
        var headers = Text(0x007D, $"From: {Old}\r\nX: {new string('x', 600_000)}");

        var (result, mapped) = Mapped.Map(Item(headers, Text(0x0C1F, Old)), options: Asked);

        Assert.Equal((1, 1), (result.AddressCount, result.LeftCount));
        Assert.Equal(Item(headers, Text(0x0C1F, New)), mapped);
    }
}
