using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Sandbox.Exchange;
using MailboxKind = ArchiveMigration.Engine.Mailboxes.MailboxKind;

namespace ArchiveMigration.Engine.Tests.Exchange;

public class FindingMailboxesTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Primary_and_archive_are_found_in_either_shape_of_the_answer(bool asCollection)
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync(new ExchangeBehaviour { SettingsAsCollection = asCollection });

        Assert.Equal(tenants.Source.Archive!.GraphId, (await tenants.OpenSourceAsync()).MailboxId);
        Assert.Equal(tenants.Source.PrimaryMailbox!.GraphId, (await tenants.OpenSourceAsync(MailboxKind.Primary)).MailboxId);
    }

    [Fact]
    public async Task A_user_is_found_by_id_and_by_any_address()
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync();

        foreach (string address in (string[])[tenants.Source.ObjectId.ToString(), "user1@contoso.onmicrosoft.com"])
        {
            IMailbox mailbox = await tenants.SourceService.OpenMailboxAsync(address, MailboxKind.Archive, default);
            Assert.Equal((tenants.Source.Archive!.GraphId, address), (mailbox.MailboxId, mailbox.Address));
        }
    }

    [Theory]
    [InlineData("nobody@contoso.example")]
    [InlineData("o'brien@contoso.example")]
    [InlineData("d0000000-0000-0000-0000-000000000000")]
    public async Task Nobody_of_an_address_is_not_found(string address)
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync();

        var failure = await Assert.ThrowsAnyAsync<MigrationException>(() => tenants.SourceService.OpenMailboxAsync(address, MailboxKind.Archive, default));

        Assert.Equal((ErrorIds.MailboxNotFound, address), (failure.ErrorId, failure.Target));
        Assert.Contains(address, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_archive_and_no_mailbox_are_told_apart()
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync();
        tenants.Source.Archive = null;

        var failure = await Assert.ThrowsAnyAsync<MigrationException>(() => tenants.OpenSourceAsync());
        Assert.Equal((ErrorIds.ArchiveNotEnabled, "Give it one: Enable-Mailbox user1@contoso.example -Archive"), (failure.ErrorId, failure.Remedy));

        tenants.Source.PrimaryMailbox = null;
        failure = await Assert.ThrowsAnyAsync<MigrationException>(() => tenants.OpenSourceAsync());
        Assert.Equal((ErrorIds.MailboxNotReachable, "MailboxNotEnabledForRESTAPI"), (failure.ErrorId, failure.ServiceCode));
    }

    [Theory]
    [InlineData("User.Read.All", "User.Read.All")]
    [InlineData("MailboxFolder.Read.All", "MailboxFolder.Read.All")]
    [InlineData("MailboxItem.Read.All", "MailboxItem.Read.All")]
    [InlineData("MailboxItem.Export.All", "MailboxItem.Export.All")]
    public async Task A_missing_permission_is_found_by_the_probe_and_named(string taken, string named)
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync();
        tenants.Scenario.SourceApplication.GrantedRoles.Remove(taken);

        var failure = await Assert.ThrowsAnyAsync<MigrationException>(async () => await (await tenants.OpenSourceAsync()).ProbeExportAsync(default));

        Assert.Equal(ErrorIds.PermissionDenied, failure.ErrorId);
        Assert.Contains(named, failure.Remedy, StringComparison.Ordinal);
        Assert.NotNull(failure.RequestId);
    }

    [Fact]
    public async Task A_missing_permission_to_import_is_found_by_the_probe_and_named()
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync();
        await (await tenants.OpenDestinationAsync()).ProbeImportAsync(default);
        tenants.Scenario.DestinationApplication.GrantedRoles.Remove("MailboxItem.ImportExport.All");
        tenants.Host.RevokeTokens();

        var failure = await Assert.ThrowsAnyAsync<MigrationException>(async () => await (await tenants.OpenDestinationAsync()).ProbeImportAsync(default));

        Assert.Equal(ErrorIds.PermissionDenied, failure.ErrorId);
        Assert.Contains("MailboxItem.ImportExport.All", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Archives_that_take_no_imports_are_refused_as_such()
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync(new ExchangeBehaviour { ArchivesTakeImports = false });

        var failure = await Assert.ThrowsAnyAsync<MigrationException>(async () => await (await tenants.OpenDestinationAsync()).ProbeImportAsync(default));

        Assert.Equal(ErrorIds.ArchiveAccessRefused, failure.ErrorId);
    }
}
