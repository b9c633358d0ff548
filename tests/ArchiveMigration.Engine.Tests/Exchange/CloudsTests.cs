using ArchiveMigration.Engine.Endpoints;

namespace ArchiveMigration.Engine.Tests.Exchange;

public class CloudsTests
{
    [Theory]
    [InlineData("Global", CloudName.Global)]
    [InlineData("gcc", CloudName.Global)]
    [InlineData("GCC High", CloudName.GccHigh)]
    [InlineData("gcc-high", CloudName.GccHigh)]
    [InlineData("USGov", CloudName.GccHigh)]
    [InlineData("O365USGovGCCHigh", CloudName.GccHigh)]
    [InlineData("USGovDoD", CloudName.DoD)]
    [InlineData("L5", CloudName.DoD)]
    [InlineData("O365China", CloudName.China)]
    [InlineData("21Vianet", CloudName.China)]
    public void A_cloud_is_known_by_the_names_that_people_use(string typed, CloudName expected) => Assert.Equal(expected, Clouds.Parse(typed).Name);

    [Theory]
    [InlineData("Germany")]
    [InlineData("O365GermanyCloud")]
    [InlineData("Black Forest")]
    public void Germany_is_refused_with_the_reason(string typed)
    {
        var refused = Assert.Throws<MigrationException>(() => Clouds.Parse(typed));

        Assert.Equal(ErrorIds.CloudRetired, refused.ErrorId);
        Assert.Contains("29 October 2021", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Global", refused.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mars")]
    [InlineData("")]
    [InlineData("Custom")]
    public void A_name_that_nobody_uses_is_refused_with_those_that_can_be_used(string typed)
    {
        var refused = Assert.Throws<MigrationException>(() => Clouds.Parse(typed));

        Assert.Equal(ErrorIds.InvalidArgument, refused.ErrorId);
        Assert.Equal(typed, refused.Target);
        Assert.Contains("GccHigh", refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_clouds_with_the_import_export_api_can_be_migrated()
    {
        Assert.Equal([CloudName.Global], Clouds.All.Select(cloud => cloud.Name).Where(Clouds.HasMailboxImportExport));
        Assert.All(Clouds.All, cloud => Assert.Equal("https", cloud.Authority.Scheme));
        Assert.All(Clouds.All, cloud => Assert.Equal("https", cloud.Graph.Scheme));
    }

    [Theory]
    [InlineData("http://localhost:5001/", "https://localhost:5002/", "localhost:5003")]
    [InlineData("https://localhost:5001/", "http://localhost:5002/", "localhost:5003")]
    [InlineData("https://localhost:5001/", "https://user@localhost:5002/", "localhost:5003")]
    [InlineData("https://localhost:5001/?a=b", "https://localhost:5002/", "localhost:5003")]
    [InlineData("https://localhost:5001/", "https://localhost:5002/", "https://localhost:5003")]
    [InlineData("https://localhost:5001/", "https://localhost:5002/", "localhost:5003/path")]
    [InlineData("https://localhost:5001/", "https://localhost:5002/", "someone@localhost")]
    [InlineData("https://localhost:5001/", "https://localhost:5002/", "localhost:port")]
    [InlineData("https://localhost:5001/", "https://localhost:5002/", "")]
    public void Addresses_that_could_leak_are_refused_by_name(string authority, string graph, string importHost)
    {
        var refused = Assert.Throws<MigrationException>(() => Clouds.Custom(new Uri(authority), new Uri(graph), [importHost]));

        Assert.Equal(ErrorIds.InvalidArgument, refused.ErrorId);
        Assert.Contains(refused.Target, (string[])[authority, graph, importHost]);
    }

    [Fact]
    public void A_custom_cloud_keeps_ports_and_spells_its_thumbprint_one_way()
    {
        Cloud cloud = Clouds.Custom(
            new Uri("https://localhost:5001"), new Uri("https://localhost:5002/graph"), ["LOCALHOST:5003", "import.example:443"],
            string.Join(":", Enumerable.Repeat("ab", 32)));

        Assert.Equal("https://localhost:5002/graph/", cloud.Graph.AbsoluteUri);
        Assert.Equal(["localhost:5003", "import.example"], cloud.ImportHosts);
        Assert.Equal(string.Concat(Enumerable.Repeat("AB", 32)), cloud.TlsThumbprint);
        Assert.True(Clouds.HasMailboxImportExport(cloud.Name));
    }

    [Theory]
    [InlineData("AB12")]
    [InlineData("A94A8FE5CCB19BA61C4C0873D391E987982FBBD3")] // SHA-1
    public void A_thumbprint_that_is_not_sha256_is_refused(string thumbprint) => Assert.Equal(
        thumbprint,
        Assert.Throws<MigrationException>(() => Clouds.Custom(new Uri("https://a/"), new Uri("https://b/"), ["c"], thumbprint)).Target);
}
