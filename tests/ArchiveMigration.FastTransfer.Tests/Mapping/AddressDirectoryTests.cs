using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.FastTransfer.Tests.Mapping;

public class AddressDirectoryTests
{
    private const string Dn = "/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=0123-bob";

    [Theory]
    [InlineData(Dn)]
    [InlineData("X500:" + Dn)]
    [InlineData(" x500:" + Dn)]
    [InlineData("EX:" + Dn)]
    public void Finds_an_address_by_distinguished_name_without_regard_to_case(string written)
    {
        var directory = new AddressDirectory([new(written, "SMTP:Bob@src.example")]);

        Assert.True(directory.TryGet(Dn.ToUpperInvariant(), out var address));
        Assert.Equal("Bob@src.example", address);
        Assert.False(directory.TryGet(Dn + "2", out _));
        Assert.Equal(1, directory.Count);
    }

    [Fact]
    public void A_name_with_two_addresses_is_refused_and_one_that_is_repeated_is_not()
    {
        var refused = Assert.Throws<AddressRuleException>(
            () => new AddressDirectory([new(Dn, "bob@src.example"), new("X500:" + Dn.ToUpperInvariant(), "eve@src.example")]));
        Assert.Equal(Dn.ToUpperInvariant(), refused.Value);
        Assert.Contains("bob@src.example", refused.Reason, StringComparison.Ordinal);

        Assert.Equal(1, new AddressDirectory([new(Dn, "bob@src.example"), new(Dn, "BOB@src.example")]).Count);
    }

    [Theory]
    [InlineData("", "bob@src.example")]
    [InlineData("cn=bob", "bob@src.example")]
    [InlineData("/", "bob@src.example")]
    [InlineData(Dn, "")]
    [InlineData(Dn, "bob")]
    [InlineData(Dn, "bob@src..example")]
    public void Names_and_addresses_that_are_none_are_refused(string dn, string address) =>
        Assert.Throws<AddressRuleException>(() => new AddressDirectory([new(dn, address)]));

    [Fact]
    public void Thousands_of_names_are_found_each()
    {
        var directory = new AddressDirectory(Enumerable.Range(0, 5_000).Select(i => new KeyValuePair<string, string>($"{Dn}{i}", $"u{i}@src.example")));

        for (var i = 0; i < 5_000; i++)
        {
            Assert.True(directory.TryGet($"{Dn}{i}".ToLowerInvariant(), out var address));
            Assert.Equal($"u{i}@src.example", address);
        }
    }
}
