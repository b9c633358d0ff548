using System.Globalization;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Output;

namespace ArchiveMigration.Tests;

public sealed class DisplayTextTests
{
    public DisplayTextTests() => CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1_000, "1.0 KB")]
    [InlineData(1_536, "1.5 KB")]
    [InlineData(10_189, "10 KB")]
    [InlineData(1_048_064, "1.0 MB")]
    [InlineData(220_200_960, "210 MB")]
    [InlineData(1_825_361_101, "1.7 GB")]
    [InlineData(1_649_267_441_664, "1.5 TB")]
    public void Sizes_are_said_as_people_say_them(long bytes, string text) => Assert.Equal(text, DisplayText.Size(bytes));

    [Fact]
    public void Items_are_done_of_known() => Assert.Equal("1,203/1,204", DisplayText.Items(1203, 1204));

    [Theory]
    [InlineData("00:04:10", "00:04:10")]
    [InlineData("2.03:14:05.9", "2d 03:14:05")]
    public void Durations_name_days_where_there_are_any(string span, string text)
        => Assert.Equal(text, DisplayText.Duration(TimeSpan.Parse(span, CultureInfo.InvariantCulture)));

    [Fact]
    public void Sign_in_shows_the_end_of_the_certificate_and_never_a_secret()
    {
        var endpoint = new MigrationEndpoint
        {
            Name = "Contoso",
            TenantId = "contoso.example",
            ClientId = Guid.Empty.ToString(),
            Cloud = Clouds.Global,
            SignIn = new SignIn.StoreCertificate("9F00112233445566778899AABBCCDDEEFF001122"),
            CredentialExpiresUtc = new DateTimeOffset(2027, 5, 1, 0, 0, 0, TimeSpan.Zero),
        };

        Assert.Equal("Certificate 9F001122… to 2027-05-01", DisplayText.SignIn(endpoint));
        Assert.Equal("Client secret", DisplayText.SignIn(endpoint with { SignIn = new SignIn.ClientSecret(new Secret("hush")), CredentialExpiresUtc = null }));
    }

    [Fact]
    public void An_endpoint_that_is_shown_has_no_secret_in_it()
    {
        var endpoint = new MigrationEndpoint
        {
            Name = "Contoso",
            TenantId = "contoso.example",
            ClientId = Guid.Empty.ToString(),
            Cloud = Clouds.Global,
            SignIn = new SignIn.ClientSecret(new Secret("hush")),
        };

        var secret = Assert.IsType<SignIn.ClientSecret>(EndpointView.Of(endpoint).SignIn);
        var file = Assert.IsType<SignIn.FileCertificate>(EndpointView.Of(endpoint with { SignIn = new SignIn.FileCertificate("a.pfx", new Secret("hush")) }).SignIn);

        Assert.DoesNotContain("hush", secret.Value.Reveal(), StringComparison.Ordinal);
        Assert.DoesNotContain("hush", file.Password!.Reveal(), StringComparison.Ordinal);
    }
}
