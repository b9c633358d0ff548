using System.Text.Json;
using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Sandbox.Graph;

/// <summary>POST users/{id}/sendMail (Graph: user: sendMail): keeps what was sent where a test can read it.</summary>
internal static class SendMailEndpoint
{
    /// <summary>Graph takes requests of 4 MB at most; larger attachments need an upload session.</summary>
    private const int MostBytes = 4 * 1024 * 1024;

    /// <summary>Recipients of one mail (Exchange Online limits: 500 by default, 1,000 at most).</summary>
    private const int MostRecipients = 500;

    private static readonly string[] Known = ["message", "saveToSentItems"];

    public static async Task AnswerAsync(GraphCall call, string id)
    {
        var user = UserEndpoints.Find(call, id);
        GraphPermissions.CheckMail(call.Token, user);
        if (user.PrimaryMailbox is null)
        {
            throw GraphException.InvalidUser(id);
        }

        if (call.Http.Request.ContentLength is not { } length || length > MostBytes)
        {
            throw new GraphException(StatusCodes.Status413PayloadTooLarge, "RequestBodyTooLarge", "The request body is too large: 4 MB at most.");
        }

        call.Token.Tenant.AddSentMail(Read(await call.ReadBodyAsync(), user));
        call.Http.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private static SentMail Read(JsonElement body, SandboxUser sender)
    {
        if (body.EnumerateObject().Select(property => property.Name).Except(Known).FirstOrDefault() is { } unknown)
        {
            throw GraphException.BadRequest($"The parameter '{unknown}' in the request payload is not a valid parameter for the operation 'sendMail'.");
        }

        if (!body.TryGetProperty("message", out var message) || message.ValueKind != JsonValueKind.Object)
        {
            throw GraphException.BadRequest("Message is required.");
        }

        var content = message.TryGetProperty("body", out var part) ? part : default;
        var type = Text(content, "contentType");
        if (content.ValueKind != JsonValueKind.Object || type?.ToUpperInvariant() is not ("HTML" or "TEXT"))
        {
            throw GraphException.BadRequest($"Requested value '{type}' was not found.");
        }

        return new SentMail(
            sender.UserPrincipalName,
            Recipients(message),
            Text(message, "subject") ?? string.Empty,
            type,
            Text(content, "content") ?? string.Empty,
            [.. Elements(message, "attachments").Select(ReadAttachment)],
            !body.TryGetProperty("saveToSentItems", out var save) || save.ValueKind != JsonValueKind.False);
    }

    private static List<string> Recipients(JsonElement message)
    {
        var addresses = Elements(message, "toRecipients")
            .Select(recipient => recipient.TryGetProperty("emailAddress", out var address) ? Text(address, "address") ?? string.Empty : string.Empty).ToList();
        return addresses.Count is > 0 and <= MostRecipients && addresses.TrueForAll(address => address.IndexOf('@', StringComparison.Ordinal) > 0 && !address.EndsWith('@'))
            ? addresses
            : throw new GraphException(StatusCodes.Status400BadRequest, "ErrorInvalidRecipients", "At least one recipient is not valid.");
    }

    private static SentAttachment ReadAttachment(JsonElement attachment)
    {
        if (Text(attachment, "@odata.type") != "#microsoft.graph.fileAttachment" || Text(attachment, "name") is not { Length: > 0 } name)
        {
            throw GraphException.BadRequest("The attachment's type or name is missing.");
        }

        try
        {
            var content = Convert.FromBase64String(Text(attachment, "contentBytes") ?? string.Empty);
            return new SentAttachment(name, content.Length, content);
        }
        catch (FormatException)
        {
            throw GraphException.BadRequest("Cannot convert the literal to the expected type 'Edm.Binary'.");
        }
    }

    private static List<JsonElement> Elements(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
