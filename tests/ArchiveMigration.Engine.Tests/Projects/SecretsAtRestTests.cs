using System.Text;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Ledger.Store;
using ArchiveMigration.Engine.Tests.Ledger;

namespace ArchiveMigration.Engine.Tests.Projects;

public sealed class SecretsAtRestTests : IDisposable
{
    private const string Text = "q8Z~SuperSecretValueOfTheApplication";
    private readonly StoreFolder folder = new();

    [Fact]
    public void A_client_secret_comes_back_in_another_session()
    {
        folder.Open().Catalog.AddEndpoint(StoreFolder.Endpoint("Contoso", Text));

        Assert.Equal(Text, Reveal("contoso"));
    }

    [Fact]
    public void No_file_of_the_store_holds_a_secret_in_clear()
    {
        var store = folder.Open();
        store.Catalog.AddEndpoint(StoreFolder.Endpoint("Contoso", Text));
        store.Catalog.AddEndpoint(StoreFolder.Endpoint("Fabrikam") with { SignIn = new SignIn.FileCertificate("/certs/a.pfx", new Secret(Text)) });
        store.Catalog.UpdateEndpoint(store.Catalog.GetEndpoint("Contoso"));

        var files = Directory.GetFiles(Path.GetDirectoryName(folder.StorePath)!);
        Assert.Contains(folder.StorePath + "-wal", files);
        foreach (var file in files)
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            Assert.Equal(-1, bytes.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(Text)));
            Assert.Equal(-1, bytes.ToArray().AsSpan().IndexOf(Encoding.Unicode.GetBytes(Text)));
        }
    }

    [Fact]
    public void The_password_of_a_certificate_file_comes_back()
    {
        folder.Open().Catalog.AddEndpoint(StoreFolder.Endpoint("Contoso") with { SignIn = new SignIn.FileCertificate("/certs/a.pfx", new Secret(Text)) });

        var signIn = Assert.IsType<SignIn.FileCertificate>(folder.Open().Catalog.GetEndpoint("Contoso").SignIn);
        Assert.Equal("/certs/a.pfx", signIn.Path);
        Assert.Equal(Text, signIn.Password?.Reveal());
    }

    [Theory]
    [InlineData("UPDATE endpoint SET secret = (SELECT secret FROM endpoint WHERE name = 'Contoso') WHERE name = 'Fabrikam'", "Fabrikam")]
    [InlineData("UPDATE endpoint SET tenant_id = 'evil.example' WHERE name = 'Contoso'", "Contoso")]
    [InlineData("UPDATE endpoint SET cloud = replace(cloud, 'login.microsoftonline.com', 'login.evil.example') WHERE name = 'Contoso'", "Contoso")]
    public void An_encrypted_secret_cannot_be_read_in_another_place(string tampering, string endpoint)
    {
        var store = folder.Open();
        store.Catalog.AddEndpoint(StoreFolder.Endpoint("Contoso", Text));
        store.Catalog.AddEndpoint(StoreFolder.Endpoint("Fabrikam", "another"));
        using (var database = new StoreDatabase(folder.StorePath))
        {
            Assert.Equal(1, database.Write(session => session.Execute(tampering)));
        }

        Assert.Equal(ErrorIds.SecretNotReadable, Assert.Throws<MigrationException>(() => Reveal(endpoint)).ErrorId);
    }

    [Fact]
    public void An_unreadable_secret_spoils_neither_the_list_nor_its_own_renewal()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var catalog = folder.Open().Catalog;
        catalog.AddEndpoint(StoreFolder.Endpoint("Contoso", Text));
        File.Delete(folder.StorePath + ".key");

        var endpoint = Assert.Single(catalog.GetEndpoints());
        var error = Assert.Throws<MigrationException>(() => ((SignIn.ClientSecret)endpoint.SignIn).Value.Reveal());
        Assert.Equal(ErrorIds.SecretNotReadable, error.ErrorId);
        Assert.Equal("Contoso", error.Target);
        Assert.Contains("Set-MigrationEndpoint", error.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain(Text, error.ToString(), StringComparison.Ordinal);

        catalog.UpdateEndpoint(endpoint with { SignIn = new SignIn.ClientSecret(new Secret("renewed")) });
        Assert.Equal("renewed", Reveal("Contoso"));
    }

    [Fact]
    public void A_key_file_that_others_can_read_is_not_used()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var catalog = folder.Open().Catalog;
        catalog.AddEndpoint(StoreFolder.Endpoint("Contoso", Text));
        var key = folder.StorePath + ".key";
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        var reading = Assert.Throws<MigrationException>(() => Reveal("Contoso"));
        var writing = Assert.Throws<MigrationException>(() => catalog.AddEndpoint(StoreFolder.Endpoint("Fabrikam", Text)));

        Assert.All([reading, writing], error =>
        {
            Assert.Equal(ErrorIds.SecretNotReadable, error.ErrorId);
            Assert.Contains("chmod 600", error.Remedy, StringComparison.Ordinal);
        });
        Assert.Single(catalog.GetEndpoints());
    }

    [Fact]
    public void The_same_secret_looks_different_each_time()
    {
        var catalog = folder.Open().Catalog;
        catalog.AddEndpoint(StoreFolder.Endpoint("Contoso", Text));
        var before = Stored();
        catalog.UpdateEndpoint(StoreFolder.Endpoint("Contoso", Text));

        Assert.NotEqual(before, Stored());
    }

    public void Dispose() => folder.Dispose();

    private string Reveal(string endpoint) => Assert.IsType<SignIn.ClientSecret>(folder.Open().Catalog.GetEndpoint(endpoint).SignIn).Value.Reveal();

    private byte[] Stored()
    {
        using var database = new StoreDatabase(folder.StorePath);
        return database.Read(session => (byte[])session.Scalar("SELECT secret FROM endpoint")!);
    }
}
