using System.Net;
using System.Text.Json;
using ArchiveMigration.Engine.Exchange.Http;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Exchange.Mail;

/// <summary>Sends mail as one of the tenant's mailboxes (Graph: user: sendMail). A mail cannot be taken back, so nothing is sent again that may have gone.</summary>
internal sealed class MailSending(GraphTransport transport)
{
    /// <summary>Sends; when this returns Exchange has taken the mail.</summary>
    /// <exception cref="MigrationException">MailUncertain: it may have gone. Anything else: it has not.</exception>
    public async Task SendAsync(string sender, OutgoingMail mail, CancellationToken cancellationToken)
    {
        var url = new Uri(transport.Border.Cloud.Graph, $"v1.0/users/{Uri.EscapeDataString(sender)}/sendMail");
        var call = new GraphCall(HttpMethod.Post, url, GraphOperation.SendMail, $"the mailbox of {sender}", sender) { Body = Write(mail), IsRepeatable = false };
        try
        {
            await using GraphAnswer answer = await transport.SendAsync(call, cancellationToken).ConfigureAwait(false);
        }
        catch (ServiceRefusedException refused) when ((int)refused.Failure.Status >= 500 && refused.ErrorId == ErrorIds.ServiceUnavailable)
        {
            throw Uncertain(mail, refused);
        }
        catch (MigrationException lost) when (lost.ErrorId == ErrorIds.ConnectionFailed && lost.InnerException is not HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError })
        {
            throw Uncertain(mail, lost);
        }
        catch (ServiceRefusedException refused) when (refused.Failure.Status == HttpStatusCode.RequestEntityTooLarge)
        {
            throw new MigrationException(ErrorIds.MailTooLarge, MigrationErrorKind.Limit, $"The mail to {string.Join(", ", mail.To)} is too large: Graph takes 4 MB in all.", refused)
            {
                Target = mail.To[0],
                // Microsoft Graph, "Attach large files to Outlook messages": 4 MB a request, larger only by an upload session.
                Remedy = "Send it without the report attached: -NoAttachment.",
                ServiceCode = refused.ServiceCode,
                RequestId = refused.RequestId,
            };
        }
    }

    private static MigrationException Uncertain(OutgoingMail mail, MigrationException cause) => new(
        ErrorIds.MailUncertain, MigrationErrorKind.Service, $"Whether the mail to {string.Join(", ", mail.To)} was sent is not known: the answer was lost or was a server error.", cause)
    {
        Target = mail.To[0],
        Remedy = "It is not sent again by itself. Ask the recipient; -Force sends it once more.",
        ServiceCode = cause.ServiceCode,
        RequestId = cause.RequestId,
    };

    private static byte[] Write(OutgoingMail mail)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("message");
            json.WriteString("subject", mail.Subject);
            json.WriteStartObject("body");
            json.WriteString("contentType", "HTML");
            json.WriteString("content", mail.Html);
            json.WriteEndObject();
            json.WriteStartArray("toRecipients");
            foreach (string address in mail.To)
            {
                json.WriteStartObject();
                json.WriteStartObject("emailAddress");
                json.WriteString("address", address);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (mail.Attachments.Count > 0)
            {
                json.WriteStartArray("attachments");
                foreach (MailAttachment attachment in mail.Attachments)
                {
                    json.WriteStartObject();
                    json.WriteString("@odata.type", "#microsoft.graph.fileAttachment");
                    json.WriteString("name", attachment.Name);
                    json.WriteString("contentType", attachment.ContentType);
                    json.WriteBase64String("contentBytes", attachment.Content);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
            json.WriteBoolean("saveToSentItems", false);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
