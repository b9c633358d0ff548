using ArchiveMigration.Binding;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Tests;

public sealed class BindingTests
{
    private static readonly Uri Authority = new("https://localhost:5001/");
    private static readonly Uri Graph = new("https://localhost:5002/");

    [Theory]
    [InlineData("fabrikam.com")]
    [InlineData("@fabrikam.com")]
    public void Domain_is_replaced(string domain)
        => Assert.Equal("anna@fabrikam.com", MailboxAddress.InDomain("anna@contoso.com", domain, "destination"));

    [Theory]
    [InlineData("anna@contoso.com", "x@fabrikam.com")]
    [InlineData("anna@contoso.com", "@")]
    [InlineData("5f2d3a1e-0c4b-4d5e-9f6a-7b8c9d0e1f2a", "fabrikam.com")]
    public void Domain_that_cannot_be_put_there_is_refused(string address, string domain)
        => Assert.Equal(ErrorIds.InvalidArgument, Assert.Throws<MigrationException>(() => MailboxAddress.InDomain(address, domain, "destination")).ErrorId);

    [Fact]
    public void Thumbprint_may_be_pasted_from_the_certificate_console()
    {
        var signIn = SignInChoice.OfThumbprint("\u200e9f 00 11 22 33 44 55 66 77 88 99 aa bb cc dd ee ff 00 11 22");

        Assert.Equal(new SignIn.StoreCertificate("9F00112233445566778899AABBCCDDEEFF001122"), signIn);
    }

    [Theory]
    [InlineData("9F00")]
    [InlineData("ZZ00112233445566778899AABBCCDDEEFF001122")]
    public void What_is_no_thumbprint_is_refused(string thumbprint)
        => Assert.Equal(thumbprint, Assert.Throws<MigrationException>(() => SignInChoice.OfThumbprint(thumbprint)).Target);

    [Fact]
    public void Custom_cloud_takes_its_addresses_from_the_parameters()
    {
        var cloud = CloudChoice.Read("custom", Authority, Graph, ["localhost:5003"], null);

        Assert.Equal((CloudName.Custom, Authority, Graph), (cloud.Name, cloud.Authority, cloud.Graph));
        Assert.Equal(["localhost:5003"], cloud.ImportHosts);
    }

    [Fact]
    public void Custom_cloud_without_its_addresses_is_refused()
        => Assert.Equal(ErrorIds.InvalidArgument, Assert.Throws<MigrationException>(() => CloudChoice.Read("Custom", Authority, null, null, null)).ErrorId);

    [Fact]
    public void Addresses_of_a_known_cloud_cannot_be_changed()
        => Assert.Equal(ErrorIds.InvalidArgument, Assert.Throws<MigrationException>(() => CloudChoice.Read("Global", Authority, null, null, null)).ErrorId);

    [Fact]
    public void A_change_of_one_address_keeps_the_others()
    {
        var current = Clouds.Custom(Authority, Graph, ["localhost:5003"], new string('a', 64));

        var changed = CloudChoice.Read(null, new Uri("https://localhost:6001/"), null, null, null, current);

        Assert.Equal(current with { Authority = new Uri("https://localhost:6001/"), ImportHosts = changed.ImportHosts }, changed);
        Assert.Equal(current.ImportHosts, changed.ImportHosts);
    }

    [Fact]
    public void Nothing_given_is_the_present_cloud() => Assert.Same(Clouds.China, CloudChoice.Read(null, null, null, null, null, Clouds.China));

    [Fact]
    public void Inputs_that_lack_something_are_one_failure_however_many_they_are()
    {
        var rows = new IncompleteRows("no destination address", UserColumns.Destination, "Give -DestinationDomain.");
        for (var row = 1; row <= 40; row++)
        {
            rows.Note(row, [], $"user{row}@contoso.com");
        }

        var failure = Assert.Single(rows.Failures());

        Assert.Equal(ErrorIds.UserAddressMissing, failure.ErrorId);
        Assert.StartsWith("40 inputs", failure.Message, StringComparison.Ordinal);
        Assert.Contains("-DestinationDomain", failure.Remedy, StringComparison.Ordinal);
    }
}
