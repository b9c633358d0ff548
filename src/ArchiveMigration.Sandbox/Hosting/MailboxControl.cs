using System.Text.Json;
using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Sandbox.Hosting;

/// <summary>POST /sandbox/mailboxes: sets how much a mailbox may hold, when it is enlarged once it is full, and whether it is on hold.</summary>
internal sealed class MailboxControl(SandboxRuntime runtime)
{
    public async Task SetAsync(HttpContext context, JsonSerializerOptions json)
    {
        var wanted = await context.Request.ReadFromJsonAsync<WantedQuota>(json, context.RequestAborted) ?? throw new JsonException("An object is needed.");
        if (!runtime.TryGetMailbox(wanted.Mailbox, out var mailbox))
        {
            throw new JsonException($"There is no mailbox {wanted.Mailbox}.");
        }

        mailbox.QuotaBytes = wanted.QuotaBytes;
        mailbox.QuotaGrowth = wanted is { GrowsAfter: { } after, GrowsBy: { } by } ? new QuotaGrowth(after, by) : null;
        mailbox.IsOnHold = wanted.Hold;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>The mailbox by ExchangeGuid or ArchiveGuid, and its room in bytes; no room given = no limit.</summary>
    private sealed record WantedQuota(Guid Mailbox, long? QuotaBytes = null, TimeSpan? GrowsAfter = null, long? GrowsBy = null, bool Hold = false);
}
