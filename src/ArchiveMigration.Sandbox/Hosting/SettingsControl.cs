using System.Text.Json;
using System.Text.Json.Nodes;
using ArchiveMigration.Sandbox.Audits;
using ArchiveMigration.Sandbox.Graph;
using ArchiveMigration.Sandbox.Mailboxes;
using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Sandbox.Hosting;

/// <summary>
/// POST /sandbox/settings: gives a user's primary mailbox folders, inbox rules and categories; in rules a folder is named by its path. GET /sandbox/settings?user=…: shows them, folders
/// in rules by their paths.
/// </summary>
internal sealed class SettingsControl(SandboxRuntime runtime)
{
    private static readonly string[] FolderActions = ["moveToFolder", "copyToFolder"];

    public async Task AddAsync(HttpContext context, JsonSerializerOptions json)
    {
        var wanted = await context.Request.ReadFromJsonAsync<Wanted>(json, context.RequestAborted) ?? throw new JsonException("An object is needed.");
        var (user, mailbox) = Find(wanted.User);
        foreach (var path in wanted.Folders ?? [])
        {
            mailbox.AddPath(path);
        }

        foreach (var rule in wanted.Rules ?? [])
        {
            Replace(rule, path => mailbox.FindPath(path) is { } folder ? SettingsEndpoints.IdOf(folder) : path);
            user.Settings.AddRule(rule);
        }

        foreach (var category in wanted.Categories ?? [])
        {
            user.Settings.AddCategory(category["displayName"]!.ToString(), category["color"]!.ToString());
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    public async Task ShowAsync(HttpContext context, JsonSerializerOptions json)
    {
        var (user, mailbox) = Find(context.Request.Query["user"]);
        var paths = mailbox.AllFolders().ToDictionary(SettingsEndpoints.IdOf, folder => folder.Path);
        var rules = user.Settings.Rules;
        foreach (var rule in rules)
        {
            Replace(rule, id => paths.GetValueOrDefault(id, id));
        }

        await context.Response.WriteAsJsonAsync(new { rules, categories = user.Settings.Categories, folders = paths.Values }, json, context.RequestAborted);
    }

    private (SandboxUser User, SandboxMailbox Mailbox) Find(string? name)
        => new SandboxAudit(runtime.Options.Tenants).FindUser(name ?? string.Empty) is { PrimaryMailbox: { } mailbox } user ? (user, mailbox) : throw new JsonException($"There is no mailbox of '{name}' here.");

    private static void Replace(JsonObject rule, Func<string, string> folder)
    {
        foreach (var action in FolderActions)
        {
            if (rule["actions"]?[action] is JsonValue named)
            {
                rule["actions"]![action] = folder(named.ToString());
            }
        }
    }

    private sealed record Wanted(string? User, string[]? Folders = null, JsonObject[]? Rules = null, JsonObject[]? Categories = null);
}
