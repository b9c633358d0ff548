using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.FastTransfer.Tests.Mapping;

public class AddressMapTests
{
    [Theory]
    [InlineData("RecipientMapping=\"@a.onmicrosoft.com->@b.com\"")]
    [InlineData("recipientmapping = '@a.onmicrosoft.com -> @b.com'")]
    [InlineData("@a.onmicrosoft.com->@b.com")]
    [InlineData("  \"@a.onmicrosoft.com->@b.com\"\r\n")]
    [InlineData("\u201C@a.onmicrosoft.com->@b.com\u201D")]
    public void Takes_a_rule_as_MigrationWiz_users_write_it(string text) =>
        Assert.Equal("Ann@b.com", Map(AddressMap.Parse(text), "Ann@A.onmicrosoft.com"));

    [Theory]
    [InlineData("RecipientMapping=\"@a.com->@b.com\" RecipientMapping=\"x@c.com->y@d.com\"")]
    [InlineData("RecipientMapping=\"@a.com->@b.com\"\nRecipientMapping=\"x@c.com->y@d.com\"")]
    [InlineData("@a.com->@b.com,x@c.com->y@d.com")]
    [InlineData("RecipientMapping=\"@a.com->@b.com; x@c.com->y@d.com\"")]
    [InlineData("@a.com->@b.com\r\n\r\nx@c.com->y@d.com\r\n")]
    public void Takes_several_rules_in_one_text(string text)
    {
        var map = AddressMap.Parse(text);

        Assert.Equal(["@a.com->@b.com", "x@c.com->y@d.com"], map.Rules.Select(rule => rule.ToString()));
        Assert.Equal("q@b.com", Map(map, "q@a.com"));
        Assert.Equal("y@d.com", Map(map, "x@c.com"));
        Assert.Null(Map(map, "z@c.com"));
    }

    [Theory]
    [InlineData("boss@a.example", "chief@b.example")]
    [InlineData("ann@a.example", "ann@b.example")]
    [InlineData("ann@eu.a.example", "ann@eu.b.example")]
    [InlineData("ann@x.eu.a.example", "ann@c.example")]
    [InlineData("ann@y.x.eu.a.example", "ann@c.example")]
    [InlineData("ann@xa.example", null)]
    [InlineData("ann@b.example", null)]
    [InlineData("keep@a.example", null)]
    public void The_address_comes_before_its_domain_and_that_before_the_longest_of_its_parents(string address, string? expected)
    {
        var map = AddressMap.Parse(
            "@a.example->@b.example boss@a.example->chief@b.example @*.a.example->@*.b.example @*.eu.a.example->@c.example keep@a.example->keep@a.example");

        Assert.Equal(expected, Map(map, address));
    }

    [Fact]
    public void Subdomains_are_mapped_only_when_asked() =>
        Assert.Null(Map(AddressMap.Parse("@a.example->@b.example"), "ann@sub.a.example"));

    [Theory]
    [InlineData("O'Brien.Ann@A.Example", "O'Brien.Ann@B.Example")]
    [InlineData("ANN@A.EXAMPLE", "ANN@B.EXAMPLE")]
    [InlineData("Ann@A.EXAMPLE", "Ann@B.EXAMPLE")]
    [InlineData("BOSS@A.EXAMPLE", "CHIEF@B.EXAMPLE")]
    public void The_local_part_keeps_its_case_and_the_domain_that_of_the_rule(string address, string expected) =>
        Assert.Equal(expected, Map(AddressMap.Parse("@a.example->@B.Example boss@a.example->Chief@B.Example"), address));

    [Theory]
    [InlineData("ann@b\u00FCcher.example")]
    [InlineData("ann@B\u00DCCHER.example")]
    [InlineData("ann@xn--bcher-kva.example")]
    public void A_domain_is_the_same_in_either_form_of_its_name(string address)
    {
        Assert.Equal("ann@xn--mnchen-3ya.example", Map(AddressMap.Parse("@b\u00FCcher.example->@m\u00FCnchen.example"), address));
        Assert.Equal("eve@b.example", Map(AddressMap.Parse("ann@xn--bcher-kva.example->eve@b.example"), address));
    }

    [Theory]
    [InlineData("@a.example", "arrow")]
    [InlineData("@a.example=>@b.example", "arrow")]
    [InlineData("@a.example->@b.example->@c.example", "one arrow")]
    [InlineData("->@b.example", "source is empty")]
    [InlineData("@a.example->", "destination is empty")]
    [InlineData("@a.example->b.example", "neither an address")]
    [InlineData("a.example->@b.example", "neither an address")]
    [InlineData("@a.example->@", "not a domain")]
    [InlineData("@a.example->@b..example", "not a domain")]
    [InlineData("@a.example->@-b.example", "not a domain")]
    [InlineData("@a.example->@b_\u20AC\u0001.example", "not a domain")]
    [InlineData("@a.example->ann@b.example", "to one address")]
    [InlineData("ann@a.example->@b.example", "whole address")]
    [InlineData("ann@a.example->ann@@b.example", "neither an address")]
    [InlineData("@a.example->@*.b.example", "'@*.'")]
    public void A_malformed_rule_is_refused_with_its_text_and_the_reason(string text, string reason)
    {
        var refused = Assert.Throws<AddressRuleException>(() => AddressMap.Parse(text));

        Assert.Equal(text, refused.Value);
        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
        Assert.False(AddressMap.TryParse(text, out _, out var error));
        Assert.Equal(refused.Message, error);
    }

    [Fact]
    public void Contradictions_are_refused_and_repetitions_are_not()
    {
        var refused = Assert.Throws<AddressRuleException>(() => AddressMap.Parse("@a.example->@b.example @A.EXAMPLE->@c.example"));
        Assert.Equal("@A.EXAMPLE->@c.example", refused.Value);
        Assert.Contains("@a.example->@b.example", refused.Message, StringComparison.Ordinal);

        Assert.Single(AddressMap.Parse("@a.example->@b.example @A.example->@B.example").Rules);
        Assert.Empty(AddressMap.Parse("  ").Rules);
        Assert.Throws<AddressRuleException>(() => AddressMap.Parse("RecipientMapping=\"\""));
    }

    [Fact]
    public void Pairs_make_rules_too() =>
        Assert.Equal("c@d.example", Map(AddressMap.Of([new("a@b.example", "c@d.example")]), "a@b.example"));

    [Fact]
    public void A_preview_tells_what_becomes_of_an_address_and_by_which_rule()
    {
        var map = AddressMap.Parse("@a.example->@b.example keep@a.example->keep@a.example");

        Assert.Equal(new AddressPreview("ann@a.example", "ann@b.example", map.Rules[0]), map.Preview("ann@a.example"));
        Assert.Equal(new AddressPreview("keep@a.example", "keep@a.example", map.Rules[1]), map.Preview("keep@a.example"));
        Assert.Equal(new AddressPreview("ann@c.example", "ann@c.example", null), map.Preview("ann@c.example"));
        Assert.False(map.Preview("no address").IsChanged);
        Assert.False(map.Preview("x@\uD800").IsChanged);
    }

    [Theory]
    [InlineData("Ann <ann@a.example>")]
    [InlineData("mail ann@a.example")]
    [InlineData("\"Ann@a.example")]
    [InlineData("@a.example")]
    [InlineData("ann@")]
    [InlineData("a@b@a.example")]
    public void What_is_not_one_plain_address_is_left_alone(string text) =>
        Assert.Null(Map(AddressMap.Parse("@a.example->@b.example"), text));

    private static string? Map(AddressMap map, string address) => map.TryMap(address, out var mapped) ? mapped : null;
}
