using System.Text.Json;

namespace ArchiveMigration.Sandbox.Graph;

/// <summary>POST users/{id}/sendMail: keeps what was sent where a test can read it.</summary>
internal static class SendMailEndpoint
{
    public static async Task AnswerAsync(GraphCall call, string id)
    {
        var user = UserEndpoints.Find(call, id);
        if (user.PrimaryMailbox is null)
        {
            throw GraphException.InvalidUser(id);
        }

        var body = await call.ReadBodyAsync();
        if (!body.TryGetProperty("message", out var message) || message.ValueKind != JsonValueKind.Object
            || !message.TryGetProperty("toRecipients", out var recipients) || recipients.ValueKind != JsonValueKind.Array || recipients.GetArrayLength() == 0)
        {
            throw new GraphException(400, "ErrorInvalidRecipients", "At least one recipient is not valid.");
        }

        call.Token.Tenant.AddSentMail(body.GetRawText());
        call.Http.Response.StatusCode = StatusCodes.Status202Accepted;
    }
}
