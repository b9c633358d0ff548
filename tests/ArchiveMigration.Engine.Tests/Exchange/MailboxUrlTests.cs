using ArchiveMigration.Engine.Exchange.Http;

namespace ArchiveMigration.Engine.Tests.Exchange;

public class MailboxUrlTests
{
    private static readonly Uri Graph = new("https://graph.microsoft.com/");

    [Theory]
    [InlineData("https://graph.microsoft.com/beta/admin/exchange/mailboxes/MBX:a@b/folders/x%2By%3D/items", "beta", "MBX:a@b", "x+y=", "/items")]
    [InlineData("https://graph.microsoft.com/beta/admin/Exchange/Mailboxes('MBX%3Aa%40b')/folders('x%2By%3D')/items", "beta", "MBX:a@b", "x+y=", "/items")]
    [InlineData("https://graph.microsoft.com/V1.0/admin/exchange/mailboxes/MBX%3Aa%40b/exportItems", "v1.0", "MBX:a@b", null, "/exportItems")]
    [InlineData("https://graph.microsoft.com/beta/admin/exchange/mailboxes/MBX:a@b/folders", "beta", "MBX:a@b", null, "/folders")]
    [InlineData("https://graph.microsoft.com/beta/admin/exchange/mailboxes/MBX:a@b", "beta", "MBX:a@b", null, "")]
    public void All_spellings_are_understood(string url, string version, string mailbox, string? folder, string tail) =>
        Assert.Equal(new MailboxUrl(version, mailbox, folder, tail), MailboxUrl.Parse(Graph, new Uri(url)));

    [Theory]
    [InlineData("https://graph.microsoft.com/beta/users/anna/messages")]
    [InlineData("https://graph.microsoft.com/beta/admin/exchange/mailboxes/")]
    [InlineData("https://graph.microsoft.com/beta/admin/exchange/mailboxes/../users/x")]
    [InlineData("https://graph.microsoft.com/beta/admin/exchange/mailboxesx/MBX:a@b")]
    [InlineData("https://graph.microsoft.com/x/beta/admin/exchange/mailboxes/MBX:a@b")]
    public void Other_paths_are_not_taken_for_mailboxes(string url) => Assert.Null(MailboxUrl.Parse(Graph, new Uri(url)));

    [Fact]
    public void Ids_survive_writing_and_reading()
    {
        var url = new MailboxUrl("beta", "MBX:a-1@b", "AA/+=_-'()", "/childFolders");

        Assert.Equal(url, MailboxUrl.Parse(Graph, url.In(Graph, "$top=1")));
        Assert.Equal("?$top=1", url.In(Graph, "$top=1").Query);
    }
}
