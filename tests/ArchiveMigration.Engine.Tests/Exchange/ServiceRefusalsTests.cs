using System.Net;
using ArchiveMigration.Engine.Exchange.Http;

namespace ArchiveMigration.Engine.Tests.Exchange;

public class ServiceRefusalsTests
{
    [Theory]
    [InlineData(403, "ErrorAccessDenied", "ExportItems", ErrorIds.PermissionDenied)]
    [InlineData(403, "Authorization_RequestDenied", "FindUser", ErrorIds.PermissionDenied)]
    [InlineData(404, "MailboxNotEnabledForRESTAPI", "ReadExchangeSettings", ErrorIds.MailboxNotReachable)]
    [InlineData(404, "Request_ResourceNotFound", "ReadExchangeSettings", ErrorIds.MailboxNotFound)]
    [InlineData(404, "ErrorInvalidUser", "ReadExchangeSettings", ErrorIds.MailboxNotFound)]
    [InlineData(404, "ErrorItemNotFound", "ListItems", ErrorIds.FolderNotFound)]
    [InlineData(404, "ErrorItemNotFound", "ExportItems", ErrorIds.ItemNotFound)]
    [InlineData(507, "ErrorQuotaExceeded", "CreateFolder", ErrorIds.QuotaExceeded)]
    [InlineData(400, "ErrorInvalidRequest", "CreateFolder", ErrorIds.ServiceError)]
    public void A_code_becomes_a_condition(int status, string code, string operation, string expected)
    {
        ServiceRefusedException failure = Explain(status, code, Enum.Parse<GraphOperation>(operation));

        Assert.Equal((expected, code, "r-1", "anna@contoso.com"), (failure.ErrorId, failure.ServiceCode, failure.RequestId, failure.Target));
        Assert.Contains(failure.ErrorId == ErrorIds.MailboxNotFound ? "anna@contoso.com" : "archive of anna@contoso.com", failure.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("ListFolders", "MailboxFolder.Read.All", "Application MailboxFolder.Read")]
    [InlineData("CreateFolder", "MailboxFolder.ReadWrite.All", "Application MailboxFolder.ReadWrite")]
    [InlineData("ListItems", "MailboxItem.Read.All", "Application MailboxItem.Read")]
    [InlineData("ExportItems", "MailboxItem.Export.All", "Application MailboxItem.Export")]
    [InlineData("CreateImportSession", "MailboxItem.ImportExport.All", "Application MailboxItem.ImportExport")]
    [InlineData("ImportItem", "MailboxItem.ImportExport.All", "Application MailboxItem.ImportExport")]
    public void A_denial_names_the_permission_the_role_and_the_wait(string operation, string permission, string role)
    {
        ServiceRefusedException failure = Explain(403, "ErrorAccessDenied", Enum.Parse<GraphOperation>(operation));

        Assert.Contains(permission, failure.Remedy, StringComparison.Ordinal);
        Assert.Contains($"'{role}'", failure.Remedy, StringComparison.Ordinal);
        Assert.Contains("2 hours", failure.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ReadExchangeSettings", "User.Read.All")]
    [InlineData("ReadTenant", "Organization.Read.All")]
    public void A_directory_permission_is_not_sought_in_exchange(string operation, string permission)
    {
        ServiceRefusedException failure = Explain(403, "Authorization_RequestDenied", Enum.Parse<GraphOperation>(operation));

        Assert.Contains(permission, failure.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("2 hours", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void That_archives_are_not_served_is_no_lack_of_permission()
    {
        var failure = new ServiceFailure { Status = HttpStatusCode.Forbidden, Code = "ErrorAccessDenied", Body = "Operation on Archive mailbox not allowed" };

        Assert.Equal(ErrorIds.ArchiveAccessRefused, ServiceRefusals.Explain(failure, Call(GraphOperation.ListFolders)).ErrorId);
    }

    private static ServiceRefusedException Explain(int status, string code, GraphOperation operation) =>
        ServiceRefusals.Explain(new ServiceFailure { Status = (HttpStatusCode)status, Code = code, Body = code, RequestId = "r-1" }, Call(operation));

    private static GraphCall Call(GraphOperation operation) =>
        new(HttpMethod.Get, new Uri(ScriptedService.Main), operation, "the archive of anna@contoso.com", "anna@contoso.com");
}
