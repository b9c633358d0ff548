using System.Text;
using ArchiveMigration.Sandbox.Inspection;
using ArchiveMigration.Sandbox.Tests.Msg;

namespace ArchiveMigration.Sandbox.Tests.Inspection;

public sealed class DirectoryFileTests : IDisposable
{
    private const string Anna = "/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=0f-anna";
    private const string OldAnna = "/o=Old, Org/ou=First Administrative Group/cn=Recipients/cn=anna";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData($"Name,LegacyExchangeDN,PrimarySmtpAddress\nAnna,{Anna},anna@contoso.example\n")]
    [InlineData($"#TYPE Selected.Mailbox\r\n\"primarysmtpaddress\",\"LEGACYEXCHANGEDN\"\r\n\"anna@contoso.example\",\"{Anna}\"\r\n")]
    [InlineData($"LegacyExchangeDN;PrimarySmtpAddress;Note\r\n{Anna};anna@contoso.example;a,b,c\r\n")]
    [InlineData($"\"Multi\r\n\"\"line\"\"\",LegacyExchangeDN,PrimarySmtpAddress\r\n\r\n\"a,\nb\",\"{Anna}\",anna@contoso.example")]
    [InlineData($"LegacyExchangeDN\tPrimarySmtpAddress\n{Anna}\tanna@contoso.example\n{Anna}\tanna@contoso.example\n")]
    public void Tables_of_every_make_are_read(string csv)
    {
        var directory = DirectoryFile.Read(Write(csv));

        Assert.Equal(1, directory.Count);
        Assert.True(directory.TryGet(Anna, out var address));
        Assert.Equal("anna@contoso.example", address);
    }

    [Theory]
    [InlineData($"SMTP:anna@contoso.example;X500:{OldAnna};x500:/o=Older/cn=anna;sip:anna@contoso.example")]
    [InlineData($"X500:{OldAnna} x500:/o=Older/cn=anna smtp:a@contoso.example")]
    [InlineData($"{{SMTP:anna@contoso.example, X500:{OldAnna}, X500:/o=Older/cn=anna}}")]
    public void X500_addresses_count_too(string addresses)
    {
        var directory = DirectoryFile.Read(Write($"EmailAddresses,PrimarySmtpAddress,LegacyExchangeDN\n\"{addresses}\",anna@contoso.example,{Anna}\n"));

        Assert.Equal(3, directory.Count);
        foreach (var name in new[] { Anna, OldAnna, "/o=Older/cn=anna" })
        {
            Assert.True(directory.TryGet(name, out var address), name);
            Assert.Equal("anna@contoso.example", address);
        }
    }

    [Fact]
    public void Windows_PowerShell_writes_UTF_16()
    {
        var text = $"PrimarySmtpAddress,LegacyExchangeDN\r\nanna@contoso.example,{Anna}\r\n";
        Assert.Equal(1, DirectoryFile.Read(_directory.Write([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)], "d.csv")).Count);
    }

    [Theory]
    [InlineData("", "is empty", "Export-Csv")]
    [InlineData("Name,LegacyExchangeDN\nAnna,/o=x/cn=a\n", "no column PrimarySmtpAddress, only Name, LegacyExchangeDN", "Export-Csv")]
    [InlineData("Name,PrimarySmtpAddress\nAnna,a@b.example\n", "no column LegacyExchangeDN", "Export-Csv")]
    [InlineData("LegacyExchangeDN,PrimarySmtpAddress,legacyexchangedn\n/o=x/cn=a,a@b.example,/o=y\n", "the column LegacyExchangeDN is there twice", "keep one")]
    [InlineData("LegacyExchangeDN,PrimarySmtpAddress\n/o=x/cn=a,a@b.example\n/o=X/cn=A,c@b.example\n", "a@b.example and for c@b.example", "keep one")]
    [InlineData("LegacyExchangeDN,PrimarySmtpAddress\n/o=x/cn=a,\n", "line 2: PrimarySmtpAddress of '/o=x/cn=a' is empty", "fill it in")]
    [InlineData("LegacyExchangeDN,PrimarySmtpAddress\nanna,a@b.example\n", "'anna' cannot be used", "starts with '/'")]
    [InlineData("LegacyExchangeDN,PrimarySmtpAddress\n/o=x/cn=a,nobody\n", "'nobody' cannot be used", "user@domain")]
    [InlineData("LegacyExchangeDN,PrimarySmtpAddress\n\"/o=x,a@b.example\n/o=y,a@b.example\n", "line 2: a quotation mark is never closed", "Export-Csv")]
    [InlineData("LegacyExchangeDN,PrimarySmtpAddress\n/o=\"x\",a@b.example\n", "line 2: a quotation mark inside a field", "Export-Csv")]
    [InlineData("LegacyExchangeDN,PrimarySmtpAddress\n\"/o=w\",a@b.example\n\"/o=x\"y,a@b.example\n", "line 3: a quotation mark inside a field", "Export-Csv")]
    public void What_cannot_be_used_is_named_with_a_remedy(string csv, string what, string remedy)
    {
        var path = Write(csv);
        var refusal = Assert.Throws<FormatException>(() => DirectoryFile.Read(path));
        Assert.StartsWith($"'{path}'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(what, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, refusal.Message, StringComparison.Ordinal);

        var run = ItemRun.Of("map", "--rule", "@a.example->@b.example", "--directory", path, "in", "out");
        Assert.Equal((64, refusal.Message + Environment.NewLine), (run.ExitCode, run.Error));
    }

    private string Write(string csv) => _directory.Write(Encoding.UTF8.GetBytes(csv), "directory.csv");
}
