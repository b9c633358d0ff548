using System.Diagnostics;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Tests.Ledger;

namespace ArchiveMigration.Engine.Tests.Projects;

public sealed class CatalogRecipientsTests : IDisposable
{
    private const string Anna = "/o=ExchangeLabs/ou=Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=anna";
    private const string Bert = "/o=ExchangeLabs/ou=Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=bert";

    private readonly StoreFolder folder = new();
    private readonly IMigrationCatalog catalog;

    public CatalogRecipientsTests() => catalog = folder.OpenWithProject().Catalog;

    [Fact]
    public void Recipients_are_kept_as_exchange_names_them_without_prefixes()
    {
        var results = catalog.AddRecipients("merger", [Recipient($"X500:{Bert}", "SMTP:bert@contoso.com"), Recipient(Anna, "anna@köln.example")]);

        Assert.All(results, result => Assert.True(result.Added));
        Assert.Equal([Recipient(Anna, "anna@xn--kln-sna.example"), Recipient(Bert, "bert@contoso.com")], catalog.GetRecipients("MERGER"));
    }

    [Fact]
    public void The_same_name_with_the_same_address_is_one()
    {
        catalog.AddRecipients("Merger", [Recipient(Anna, "anna@contoso.com")]);

        var results = catalog.AddRecipients("Merger", [Recipient(Anna.ToUpperInvariant(), "ANNA@contoso.com"), Recipient(Bert, "bert@contoso.com"), Recipient(Bert, "bert@contoso.com")]);

        Assert.Equal([false, true, false], results.Select(result => result.Added));
        Assert.All(results, result => Assert.Null(result.Refusal));
        Assert.Equal(Recipient(Anna, "anna@contoso.com"), results[0].Recipient);
        Assert.Equal(2, catalog.GetRecipients("Merger").Count);
    }

    [Fact]
    public void The_same_name_with_another_address_is_refused_naming_both_and_the_others_are_added()
    {
        var results = catalog.AddRecipients("Merger", [Recipient(Anna, "anna@contoso.com"), Recipient(Anna, "ann@contoso.com"), Recipient(Bert, "bert@contoso.com")]);

        var refusal = results[1].Refusal!;
        Assert.Equal((ErrorIds.RecipientExists, Anna), (refusal.ErrorId, refusal.Target));
        Assert.Contains("anna@contoso.com", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("ann@contoso.com", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["anna@contoso.com", "bert@contoso.com"], catalog.GetRecipients("Merger").Select(recipient => recipient.PrimarySmtpAddress));
    }

    [Theory]
    [InlineData("anna", "anna@contoso.com", "anna")]
    [InlineData("", "anna@contoso.com", "")]
    [InlineData("/", "anna@contoso.com", "/")]
    [InlineData("/o=A\n/cn=b", "anna@contoso.com", "/o=A\n/cn=b")]
    [InlineData("/o=A\0", "anna@contoso.com", "/o=A\0")]
    [InlineData(Anna, "anna", "anna")]
    [InlineData(Anna, "Anna <anna@contoso.com>", "Anna <anna@contoso.com>")]
    public void What_is_no_name_or_no_address_is_refused_and_nothing_is_added(string name, string address, string value)
    {
        var refused = Assert.Throws<MigrationException>(() => catalog.AddRecipients("Merger", [Recipient(Bert, "bert@contoso.com"), Recipient(name, address)]));

        Assert.Equal((ErrorIds.InvalidArgument, value), (refused.ErrorId, refused.Target));
        Assert.Empty(catalog.GetRecipients("Merger"));
    }

    [Fact]
    public void Each_project_has_its_own_and_takes_them_along()
    {
        catalog.AddProject(StoreFolder.Project("Pilot"));
        catalog.AddRecipients("Pilot", [Recipient(Anna, "anna@pilot.example")]);
        catalog.AddRecipients("Merger", [Recipient(Anna, "anna@contoso.com"), Recipient(Bert, "bert@contoso.com")]);

        Assert.Equal(1, catalog.RemoveRecipients("Merger", [Bert.ToUpperInvariant(), "/cn=nobody"]));
        Assert.Equal("anna@contoso.com", Assert.Single(catalog.GetRecipients("Merger")).PrimarySmtpAddress);

        catalog.RemoveProject("Merger");
        Assert.Equal("anna@pilot.example", Assert.Single(catalog.GetRecipients("Pilot")).PrimarySmtpAddress);
        Assert.Equal(ErrorIds.ProjectNotFound, Assert.Throws<MigrationException>(() => catalog.GetRecipients("Merger")).ErrorId);
        Assert.Equal(ErrorIds.ProjectNotFound, Assert.Throws<MigrationException>(() => catalog.AddRecipients("Merger", [])).ErrorId);
    }

    [Fact]
    public void A_run_finds_addresses_by_name_without_case()
    {
        catalog.AddRecipients("Merger", [Recipient(Anna, "anna@contoso.com")]);

        var directory = catalog.GetAddressDirectory("merger");

        Assert.True(directory.TryGet(Anna.ToUpperInvariant(), out var address));
        Assert.Equal("anna@contoso.com", address);
        Assert.False(directory.TryGet(Bert, out _));
        Assert.Equal(ErrorIds.ProjectNotFound, Assert.Throws<MigrationException>(() => catalog.GetAddressDirectory("Other")).ErrorId);
    }

    [Fact]
    public void Fifty_thousand_recipients_are_added_and_read_within_a_minute_also_on_a_busy_machine()
    {
        MigrationRecipient[] recipients = [.. Enumerable.Range(0, 50_000).Select(number => Recipient($"{Anna}{number}", $"user{number}@contoso.com"))];
        var watch = Stopwatch.StartNew();

        var results = catalog.AddRecipients("Merger", recipients);
        var directory = catalog.GetAddressDirectory("Merger");

        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), $"{watch.Elapsed}");
        Assert.All(results, result => Assert.True(result.Added));
        Assert.Equal(50_000, directory.Count);
    }

    public void Dispose() => folder.Dispose();

    private static MigrationRecipient Recipient(string name, string address) => new() { Project = "Merger", LegacyExchangeDN = name, PrimarySmtpAddress = address };
}
