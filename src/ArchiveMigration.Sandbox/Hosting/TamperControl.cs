using System.Text.Json;
using ArchiveMigration.Sandbox.Audits;
using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Sandbox.Hosting;

/// <summary>
/// POST /sandbox/tampering: does to a user's archive what somebody might do behind the back of a migration. Which user, whom the address names; which folder, by
/// names joined with '/'; which item, by its place in it.
/// </summary>
internal sealed class TamperControl(SandboxRuntime runtime)
{
    public async Task TamperAsync(HttpContext context, JsonSerializerOptions json)
    {
        var wanted = await context.Request.ReadFromJsonAsync<Wanted>(json, context.RequestAborted) ?? throw new JsonException("An object is needed.");
        var archive = new SandboxAudit(runtime.Options.Tenants).FindUser(wanted.User ?? string.Empty)?.Archive ?? throw new JsonException($"There is no archive of '{wanted.User}' here.");
        var shown = archive.FindPath(wanted.Folder ?? string.Empty) ?? throw new JsonException($"There is no folder '{wanted.Folder}' in it.");
        var folder = shown.ExpandedTo ?? shown;
        try
        {
            switch (wanted.Kind)
            {
                case Kind.RemoveItem:
                    Tampering.RemoveItem(folder, wanted.Item);
                    break;
                case Kind.AlterItem:
                    Tampering.AlterItem(folder, wanted.Item);
                    break;
                case Kind.AddItem:
                    Tampering.AddItem(folder, runtime.Options.Time.GetUtcNow());
                    break;
                case Kind.RenameFolder:
                    Tampering.RenameFolder(shown, wanted.Name ?? throw new JsonException("A name is needed."));
                    break;
            }
        }
        catch (Exception refused) when (refused is InvalidOperationException or ArgumentOutOfRangeException)
        {
            throw new JsonException(refused.Message, refused);
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private enum Kind
    {
        RemoveItem,
        AlterItem,
        AddItem,
        RenameFolder,
    }

    private sealed record Wanted(string? User, string? Folder, Kind Kind, int Item = 0, string? Name = null);
}
