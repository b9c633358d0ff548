using System.Net;
using ArchiveMigration.Sandbox.Tenants;
using ArchiveMigration.Sandbox.Tests.Hosting;

namespace ArchiveMigration.Sandbox.Tests.Exchange;

public sealed class PermissionTests
{
    [Theory]
    [InlineData("GET", "folders", "MailboxFolder.Read.All")]
    [InlineData("POST", "folders", "MailboxFolder.ReadWrite.All")]
    [InlineData("GET", "folders/x/items", "MailboxItem.Read.All")]
    [InlineData("POST", "exportItems", "MailboxItem.Export.All")]
    [InlineData("POST", "exportItems", "MailboxItem.ImportExport.All")]
    [InlineData("POST", "createImportSession", "MailboxItem.ImportExport.All")]
    [InlineData("DELETE", "folders/x/items/y", "MailboxItem.ReadWrite.All")]
    public async Task A_call_needs_its_role(string method, string relative, string role)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        sandbox.Scenario.SourceApplication.GrantedRoles.Clear();
        sandbox.Scenario.SourceApplication.GrantedRoles.Add("User.Read.All");
        sandbox.Scenario.DestinationApplication.GrantedRoles.Clear();
        sandbox.Scenario.DestinationApplication.GrantedRoles.Add(role);

        using var without = await sandbox.SendAsync(sandbox.Scenario.Source, new HttpMethod(method), RunningSandbox.PathOf(sandbox.SourceArchive, relative));
        using var with = await sandbox.SendAsync(sandbox.Scenario.Destination, new HttpMethod(method), RunningSandbox.PathOf(sandbox.DestinationArchive, relative));

        Assert.Equal(HttpStatusCode.Forbidden, without.StatusCode);
        Assert.Equal("ErrorAccessDenied", await RunningSandbox.ErrorCodeAsync(without));
        Assert.NotEqual(HttpStatusCode.Forbidden, with.StatusCode);
    }

    [Fact]
    public async Task Import_and_export_do_not_bring_listing()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        sandbox.Scenario.SourceApplication.GrantedRoles.Clear();
        sandbox.Scenario.SourceApplication.GrantedRoles.Add("MailboxItem.ImportExport.All");
        using var answer = await sandbox.GetAsync(sandbox.SourceArchive, "folders");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_grant_of_Exchange_holds_for_the_mailboxes_in_its_scope_without_any_role()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var (other, _) = sandbox.Scenario.AddUser("other", "Somebody Else");
        var application = sandbox.Scenario.SourceApplication;
        application.GrantedRoles.Clear();
        application.MailboxGrants.Add(new MailboxGrant("MailboxFolder.Read", [sandbox.Source]));

        using var inScope = await sandbox.GetAsync(sandbox.SourceArchive, "folders");
        using var outOfScope = await sandbox.GetAsync(other.Archive!, "folders");

        Assert.Equal(HttpStatusCode.OK, inScope.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, outOfScope.StatusCode);
    }

    [Fact]
    public async Task A_token_of_one_tenant_does_not_open_mailboxes_of_another()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        using var answer = await sandbox.SendAsync(sandbox.Scenario.Source, HttpMethod.Get, RunningSandbox.PathOf(sandbox.DestinationArchive, "folders"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_mailbox_that_nobody_has_is_not_enabled_for_REST()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        using var answer = await sandbox.SendAsync(
            sandbox.Scenario.Source,
            HttpMethod.Get,
            $"/beta/admin/exchange/mailboxes/MBX:{Guid.NewGuid()}@{sandbox.Scenario.Source.Id}/folders");
        Assert.Equal("MailboxNotEnabledForRESTAPI", await RunningSandbox.ErrorCodeAsync(answer));
    }
}
