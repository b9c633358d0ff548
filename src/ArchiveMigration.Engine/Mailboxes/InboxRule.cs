using System.Text.Json.Nodes;

namespace ArchiveMigration.Engine.Mailboxes;

/// <summary>
/// An inbox rule. Its conditions and actions are kept as the service tells them (Graph: messageRule), so that those that nobody here knows travel too;
/// only folders and addresses in them are looked at.
/// </summary>
public sealed class InboxRule
{
    private static readonly string[] FolderActions = ["moveToFolder", "copyToFolder"];

    /// <summary>What is the mailbox's own and not the rule's.</summary>
    private static readonly string[] NotContent = ["id", "hasError", "isReadOnly", "sequence"];

    private readonly JsonObject content;

    /// <param name="content">The rule as the service tells it.</param>
    public InboxRule(JsonObject content)
    {
        ArgumentNullException.ThrowIfNull(content);
        this.content = (JsonObject?)Clean(content) ?? [];
    }

    /// <summary>The service's id; empty for one that is still to be made.</summary>
    public string Id => Text("id");

    /// <summary>Its name; several rules may have the same.</summary>
    public string Name => Text("displayName");

    /// <summary>Its place in the order, from 1.</summary>
    public int Sequence => content["sequence"]?.GetValueKind() == System.Text.Json.JsonValueKind.Number ? (int)content["sequence"]!.GetValue<double>() : 0;

    /// <summary>Whether it cannot be changed or made through the API, as rules of an Outlook client are.</summary>
    public bool IsReadOnly => IsTrue("isReadOnly");

    /// <summary>Whether it does not work, mostly because its folder is gone.</summary>
    public bool HasError => IsTrue("hasError");

    /// <summary>The ids of the folders that it names.</summary>
    public IReadOnlyCollection<string> FolderIds =>
        [.. FolderActions.Select(action => content["actions"]?[action]).OfType<JsonValue>().Select(id => id.ToString()).Distinct(StringComparer.Ordinal)];

    /// <summary>What it does, so that two of them can be compared: everything but its id and its place in the order.</summary>
    public string Signature => Sorted(content, isTop: true)!.ToJsonString();

    /// <summary>The rule for another mailbox.</summary>
    /// <param name="folder">Gives the folder there for a folder here.</param>
    /// <param name="address">Gives the address there for an address here; the same when nothing is for it.</param>
    /// <param name="sequence">Its place there.</param>
    public InboxRule Translate(Func<string, string> folder, Func<string, string> address, int sequence)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var copy = (JsonObject)content.DeepClone();
        Array.ForEach(NotContent, name => copy.Remove(name));
        foreach (var action in FolderActions)
        {
            if (copy["actions"]?[action] is JsonValue id)
            {
                copy["actions"]![action] = folder(id.ToString());
            }
        }

        TranslateAddresses(copy, address);
        copy["sequence"] = sequence;
        return new InboxRule(copy);
    }

    /// <summary>The rule as the service takes it.</summary>
    internal string ToJson()
    {
        var copy = (JsonObject)content.DeepClone();
        Array.ForEach(["id", "hasError", "isReadOnly"], name => copy.Remove(name));
        return copy.ToJsonString();
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    // Recipients are {"emailAddress":{"name","address"}} wherever they stand.
    private static void TranslateAddresses(JsonNode? node, Func<string, string> address)
    {
        switch (node)
        {
            case JsonObject owner when owner["emailAddress"] is JsonObject person && person["address"] is JsonValue known:
                person["address"] = address(known.ToString());
                break;
            case JsonObject owner:
                owner.ToList().ForEach(member => TranslateAddresses(member.Value, address));
                break;
            case JsonArray list:
                list.ToList().ForEach(element => TranslateAddresses(element, address));
                break;
        }
    }

    // What is not set is sometimes told as null or empty and sometimes not at all.
    private static JsonNode? Clean(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject owner:
                JsonObject members = [];
                foreach (var (name, value) in owner)
                {
                    if (!name.Contains('@', StringComparison.Ordinal) && Clean(value) is { } kept)
                    {
                        members[name] = kept;
                    }
                }

                return members.Count > 0 ? members : null;
            case JsonArray list:
                JsonArray elements = [.. list.Select(Clean).OfType<JsonNode>()];
                return elements.Count > 0 ? elements : null;
            default:
                return node?.DeepClone();
        }
    }

    private static JsonNode? Sorted(JsonNode? node, bool isTop = false) => node switch
    {
        JsonObject owner => new JsonObject(owner.Where(member => !isTop || !NotContent.Contains(member.Key)).OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, member.Key == "address" ? JsonValue.Create(member.Value!.ToString().ToUpperInvariant()) : Sorted(member.Value)))),
        JsonArray list => new JsonArray([.. list.Select(element => Sorted(element))]),
        _ => node?.DeepClone(),
    };

    private string Text(string name) => content[name] is JsonValue value ? value.ToString() : string.Empty;

    private bool IsTrue(string name) => content[name]?.GetValueKind() == System.Text.Json.JsonValueKind.True;
}
