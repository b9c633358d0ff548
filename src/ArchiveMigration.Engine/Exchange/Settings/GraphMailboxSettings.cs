using System.Text;
using System.Text.Json.Nodes;
using ArchiveMigration.Engine.Exchange.Http;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Exchange.Settings;

/// <summary>
/// Inbox rules and master categories of a user through Graph v1.0 (messageRules, outlook/masterCategories). The folders that rules name are those of its mail API, whose ids are not said to be
/// those of the import/export API, so they are looked up there (Mail.ReadBasic).
/// </summary>
/// <param name="transport">Sends.</param>
/// <param name="user">The user's object id, or an address that is the UPN.</param>
/// <param name="address">The address, for messages.</param>
internal sealed class GraphMailboxSettings(GraphTransport transport, string user, string address) : IMailboxSettings
{
    private const int MostDepth = 300;
    private const string Root = "msgfolderroot";
    private static readonly string[] Anchors = ["inbox", "archive", "deleteditems", "drafts", "junkemail", "outbox", "sentitems", Root];

    private readonly GraphJson json = new(transport);
    private Dictionary<string, string>? idsOfAnchors;

    public async Task<IReadOnlyList<InboxRule>> ListRulesAsync(CancellationToken cancellationToken) =>
        [.. (await ListAsync(GraphOperation.ReadSettings, "mailFolders/inbox/messageRules", cancellationToken).ConfigureAwait(false)).Select(rule => new InboxRule(rule)).OrderBy(rule => rule.Sequence)];

    public Task CreateRuleAsync(InboxRule rule, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, GraphOperation.WriteSettings, "mailFolders/inbox/messageRules", rule.ToJson(), cancellationToken);

    public Task DeleteRuleAsync(string ruleId, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, GraphOperation.WriteSettings, $"mailFolders/inbox/messageRules/{Uri.EscapeDataString(ruleId)}", null, cancellationToken);

    public async Task<IReadOnlyList<MailCategory>> ListCategoriesAsync(CancellationToken cancellationToken) =>
        [.. (await ListAsync(GraphOperation.ReadSettings, "outlook/masterCategories", cancellationToken).ConfigureAwait(false))
            .Select(category => new MailCategory(Text(category, "displayName") ?? string.Empty, Text(category, "color") ?? "none"))];

    public async Task CreateCategoryAsync(MailCategory category, CancellationToken cancellationToken)
    {
        try
        {
            string body = new JsonObject { ["displayName"] = category.Name, ["color"] = category.Color }.ToJsonString();
            await SendAsync(HttpMethod.Post, GraphOperation.WriteSettings, "outlook/masterCategories", body, cancellationToken).ConfigureAwait(false);
        }
        catch (ServiceRefusedException refused) when (refused.ErrorId == ErrorIds.ServiceError)
        {
            // An earlier attempt whose answer was lost may have made it: then it is there.
            IReadOnlyList<MailCategory> there = await ListCategoriesAsync(cancellationToken).ConfigureAwait(false);
            if (!there.Any(known => known.Name.Equals(category.Name, StringComparison.OrdinalIgnoreCase)))
            {
                throw;
            }
        }
    }

    public async Task<RuleFolder?> FindPlaceAsync(string folderId, CancellationToken cancellationToken)
    {
        Dictionary<string, string> anchors = await AnchorsAsync(cancellationToken).ConfigureAwait(false);
        LinkedList<string> names = [];
        string? id = folderId;
        for (int depth = 0; id is not null && depth < MostDepth; depth++)
        {
            if (anchors.FirstOrDefault(anchor => anchor.Value == id).Key is { } name)
            {
                return new RuleFolder(name, [.. names]);
            }

            if (await TryGetAsync(id, cancellationToken).ConfigureAwait(false) is not { } folder)
            {
                return null;
            }

            names.AddFirst(Text(folder, "displayName") ?? string.Empty);
            id = Text(folder, "parentFolderId");
        }

        return null;
    }

    public async Task<string?> FindFolderAsync(RuleFolder place, CancellationToken cancellationToken)
    {
        string? id = (await AnchorsAsync(cancellationToken).ConfigureAwait(false)).GetValueOrDefault(place.Anchor);
        foreach (string name in place.Names)
        {
            if (id is null)
            {
                return null;
            }

            string filter = Uri.EscapeDataString($"displayName eq '{name.Replace("'", "''", StringComparison.Ordinal)}'");
            List<JsonObject> children = await ListAsync(
                GraphOperation.ReadMailFolders, $"mailFolders/{Uri.EscapeDataString(id)}/childFolders?$select=id,displayName&includeHiddenFolders=true&$filter={filter}", cancellationToken).ConfigureAwait(false);
            id = children.Where(child => string.Equals(Text(child, "displayName"), name, StringComparison.OrdinalIgnoreCase)).Select(child => Text(child, "id")).FirstOrDefault();
        }

        return id;
    }

    // A well-known folder that a mailbox does not have is no failure.
    private async Task<Dictionary<string, string>> AnchorsAsync(CancellationToken cancellationToken)
    {
        if (idsOfAnchors is null)
        {
            Dictionary<string, string> found = new(StringComparer.Ordinal);
            foreach (string anchor in Anchors)
            {
                if (await TryGetAsync(anchor, cancellationToken).ConfigureAwait(false) is { } folder && Text(folder, "id") is { } id)
                {
                    found[anchor] = id;
                }
            }

            idsOfAnchors = found;
        }

        return idsOfAnchors;
    }

    private async Task<JsonObject?> TryGetAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            GraphCall call = Call(HttpMethod.Get, GraphOperation.ReadMailFolders, $"mailFolders/{Uri.EscapeDataString(folder)}?$select=id,displayName,parentFolderId");
            return (await json.SendAsync(call, SettingsJson.Default.JsonObject, answer => Text(answer, "id") is not null, cancellationToken).ConfigureAwait(false)).Value;
        }
        catch (ServiceRefusedException gone) when (gone.Failure.Mentions("ErrorItemNotFound") || gone.Failure.Mentions("ErrorFolderNotFound") || gone.Failure.Mentions("ErrorInvalidIdMalformed"))
        {
            return null;
        }
    }

    private async Task<List<JsonObject>> ListAsync(GraphOperation operation, string path, CancellationToken cancellationToken)
    {
        List<JsonObject> all = [];
        GraphCall call = Call(HttpMethod.Get, operation, path);
        while (true)
        {
            JsonObject page = (await json.SendAsync(call, SettingsJson.Default.JsonObject, answer => answer["value"] is JsonArray, cancellationToken).ConfigureAwait(false)).Value;
            all.AddRange(page["value"]!.AsArray().OfType<JsonObject>());
            if (Text(page, "@odata.nextLink") is not { } next)
            {
                return all;
            }

            var url = new Uri(next);
            if (Uri.Compare(url, transport.Border.Cloud.Graph, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) != 0)
            {
                throw new MigrationException(ErrorIds.RedirectRefused, MigrationErrorKind.Service, $"Microsoft Graph pointed to another host for the settings of {address}.") { Target = address };
            }

            call = call with { Url = url };
        }
    }

    private async Task SendAsync(HttpMethod method, GraphOperation operation, string path, string? body, CancellationToken cancellationToken)
    {
        GraphCall call = Call(method, operation, path) with { Body = body is null ? null : Encoding.UTF8.GetBytes(body) };
        await using GraphAnswer answer = await transport.SendAsync(call, cancellationToken).ConfigureAwait(false);
    }

    private GraphCall Call(HttpMethod method, GraphOperation operation, string path) => new(
        method, new Uri(transport.Border.Cloud.Graph, $"{MailboxUrl.V1}/users/{Uri.EscapeDataString(user)}/{path}"), operation, $"the mailbox of {address}", address);

    private static string? Text(JsonObject owner, string name) => owner[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
