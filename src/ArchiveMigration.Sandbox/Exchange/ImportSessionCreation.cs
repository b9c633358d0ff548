using System.Globalization;

namespace ArchiveMigration.Sandbox.Exchange;

/// <summary>POST createImportSession: a URL on another host that is a credential in itself.</summary>
internal static class ImportSessionCreation
{
    public static async Task AnswerAsync(MailboxCall call)
    {
        _ = await call.Graph.ReadBodyAsync();
        var session = call.Graph.Runtime.Sessions.Start(call.Mailbox, call.Graph.Token.Application);
        var version = call.Graph.IsBeta ? "gbeta" : "gv1.0";
        await call.Graph.AnswerAsync(call.Behaviour.CreateSessionStatus, writer =>
        {
            writer.WriteString("@odata.context", $"{call.Graph.Root}/$metadata#microsoft.graph.mailboxItemImportSession");
            writer.WriteString("importUrl", $"{call.Graph.Runtime.ImportUrl}/api/{version}/Mailboxes('{call.Mailbox.GraphId}')/importItem?authtoken={session.Secret}");
            writer.WriteString("expirationDateTime", session.Expires.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));
        });
    }
}
