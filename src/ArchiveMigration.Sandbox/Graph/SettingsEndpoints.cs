using System.Text.Json;
using System.Text.Json.Nodes;
using ArchiveMigration.Sandbox.Mailboxes;
using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Sandbox.Graph;

/// <summary>
/// Inbox rules, master categories and the folders that rules name, of primary mailboxes. The mail API's folder ids are others than those of the import/export API, so that nobody
/// takes one for the other.
/// </summary>
internal static class SettingsEndpoints
{
    private const string IdMark = "AQ";

    public static Task ListRulesAsync(GraphCall call, string id) => AnswerListAsync(call, Primary(call, id).User.Settings.Rules);

    public static async Task AddRuleAsync(GraphCall call, string id)
    {
        var (user, mailbox) = Primary(call, id);
        var rule = (JsonObject)JsonNode.Parse((await call.ReadBodyAsync()).GetRawText())!;
        if (rule["displayName"] is null || rule["actions"] is not JsonObject { Count: > 0 } actions || rule["sequence"] is null)
        {
            throw GraphException.InvalidRequest("A rule needs displayName, sequence and actions.");
        }

        if (rule.ContainsKey("id") || rule.ContainsKey("isReadOnly") || rule.ContainsKey("hasError"))
        {
            throw GraphException.InvalidRequest("id, isReadOnly and hasError cannot be set.");
        }

        foreach (var folder in new[] { actions["moveToFolder"], actions["copyToFolder"] }.OfType<JsonValue>())
        {
            _ = Find(mailbox, folder.ToString());
        }

        await AnswerAsync(call, StatusCodes.Status201Created, user.Settings.AddRule(rule));
    }

    public static Task DeleteRuleAsync(GraphCall call, string id, string rule)
    {
        call.Http.Response.StatusCode = Primary(call, id).User.Settings.RemoveRule(rule) ? StatusCodes.Status204NoContent : throw GraphException.ItemNotFound();
        return Task.CompletedTask;
    }

    public static Task ListCategoriesAsync(GraphCall call, string id) => AnswerListAsync(call, Primary(call, id).User.Settings.Categories);

    public static async Task AddCategoryAsync(GraphCall call, string id)
    {
        var body = await call.ReadBodyAsync();
        var color = body.TryGetProperty("color", out var told) ? told.GetString()! : "none";
        var name = body.TryGetProperty("displayName", out var text) && text.GetString() is { Length: > 0 } given ? given : throw GraphException.InvalidRequest("displayName is required.");
        await AnswerAsync(call, StatusCodes.Status201Created, Primary(call, id).User.Settings.AddCategory(name, color)
            ?? throw new GraphException(StatusCodes.Status409Conflict, "CategoryNameDuplicate", "A category of this name exists."));
    }

    public static Task GetFolderAsync(GraphCall call, string id, string folder) => AnswerAsync(call, StatusCodes.Status200OK, Describe(Find(Primary(call, id).Mailbox, folder)));

    public static Task ListFoldersAsync(GraphCall call, string id, string folder)
    {
        var children = Find(Primary(call, id).Mailbox, folder).Children.AsEnumerable();
        if (call.Query.Filter is { } filter)
        {
            const string start = "displayName eq '";
            var name = filter.StartsWith(start, StringComparison.Ordinal) && filter.EndsWith('\'')
                ? filter[start.Length..^1].Replace("''", "'", StringComparison.Ordinal)
                : throw GraphException.BadRequest($"The filter '{filter}' is not supported.");
            children = children.Where(child => child.DisplayName.Equals(name, StringComparison.OrdinalIgnoreCase));
        }

        return AnswerListAsync(call, [.. children.Select(Describe)]);
    }

    /// <summary>The mail API's id of a folder.</summary>
    public static string IdOf(SandboxFolder folder) => IdMark + folder.Id;

    private static JsonObject Describe(SandboxFolder folder) => new()
    {
        ["id"] = IdOf(folder),
        ["displayName"] = folder.DisplayName,
        ["parentFolderId"] = folder.Parent is { } parent ? IdOf(parent) : null,
    };

    private static SandboxFolder Find(SandboxMailbox mailbox, string id)
    {
        if (id.Equals("msgfolderroot", StringComparison.OrdinalIgnoreCase))
        {
            return mailbox.Root;
        }

        if (mailbox.AllFolders().FirstOrDefault(folder => id.Equals(folder.WellKnownName, StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            return known;
        }

        return id.StartsWith(IdMark, StringComparison.Ordinal) && OpaqueId.TryReadFolder(id[IdMark.Length..], out var owner, out var number) && owner == mailbox.Id
            ? mailbox.FindFolder(number) ?? throw GraphException.FolderNotFound()
            : throw (id.Length > 20 ? GraphException.MalformedId() : GraphException.FolderNotFound());
    }

    private static (SandboxUser User, SandboxMailbox Mailbox) Primary(GraphCall call, string id)
        => UserEndpoints.Find(call, id) is { PrimaryMailbox: { } mailbox } user ? (user, mailbox) : throw GraphException.MailboxNotEnabled();

    private static Task AnswerListAsync(GraphCall call, IReadOnlyList<JsonObject> values) => call.AnswerAsync(StatusCodes.Status200OK, writer =>
    {
        writer.WriteStartArray("value");
        foreach (var value in values)
        {
            value.WriteTo(writer);
        }

        writer.WriteEndArray();
    });

    private static Task AnswerAsync(GraphCall call, int status, JsonObject value) => call.AnswerAsync(status, writer =>
    {
        foreach (var (name, member) in value)
        {
            writer.WritePropertyName(name);
            (member is null ? JsonSerializer.SerializeToElement<object?>(null) : JsonSerializer.SerializeToElement(member)).WriteTo(writer);
        }
    });
}
