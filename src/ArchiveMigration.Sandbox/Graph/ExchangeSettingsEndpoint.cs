using System.Text.Json;
using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Sandbox.Graph;

/// <summary>GET users/{id}/settings/exchange: the mailbox ids. A user without an archive lacks the second one.</summary>
internal static class ExchangeSettingsEndpoint
{
    public static Task AnswerAsync(GraphCall call, string? id)
    {
        call.Query.Refuse("$select", "$filter", "$expand", "$top", "$skip", "$orderby");
        var user = id is null
            ? call.Token.User ?? throw GraphException.BadRequest("/me request is only valid with delegated authentication flow.")
            : UserEndpoints.Find(call, id);
        var primary = user.PrimaryMailbox ?? throw GraphException.MailboxNotEnabled();
        var behaviour = call.Runtime.Options.Exchange;
        var archive = call.IsBeta || behaviour.Version1TellsArchive ? user.Archive : null;
        return call.AnswerAsync(StatusCodes.Status200OK, writer =>
        {
            writer.WriteString("@odata.context", $"{call.Root}/$metadata#users('{Uri.EscapeDataString(user.UserPrincipalName)}')/settings/exchange/$entity");
            if (behaviour.SettingsAsCollection)
            {
                writer.WriteStartArray("value");
                writer.WriteStartObject();
                Write(writer, primary, archive);
                writer.WriteEndObject();
                writer.WriteEndArray();
            }
            else
            {
                Write(writer, primary, archive);
            }
        });
    }

    private static void Write(Utf8JsonWriter writer, SandboxMailbox primary, SandboxMailbox? archive)
    {
        writer.WriteString("primaryMailboxId", primary.GraphId);
        if (archive is not null)
        {
            writer.WriteString("inPlaceArchiveMailboxId", archive.GraphId);
        }
    }
}
