using System.Text.Json.Nodes;

namespace ArchiveMigration.Sandbox.Tenants;

/// <summary>The inbox rules and master categories of a pretend primary mailbox, as the JSON that the service tells.</summary>
public sealed class SandboxSettings
{
    private readonly Lock gate = new();
    private readonly List<JsonObject> rules = [];
    private readonly List<JsonObject> categories = [];
    private int numbers;

    /// <summary>The rules (Graph: messageRule), in the order in which they were made.</summary>
    public IReadOnlyList<JsonObject> Rules
    {
        get
        {
            lock (gate)
            {
                return [.. rules.Select(Copy)];
            }
        }
    }

    /// <summary>The master categories (Graph: outlookCategory).</summary>
    public IReadOnlyList<JsonObject> Categories
    {
        get
        {
            lock (gate)
            {
                return [.. categories.Select(Copy)];
            }
        }
    }

    /// <summary>Adds a rule and gives it an id.</summary>
    public JsonObject AddRule(JsonObject rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        lock (gate)
        {
            var added = Copy(rule);
            added["id"] = $"AQAAA{++numbers:0000}=";
            added["hasError"] ??= false;
            added["isReadOnly"] ??= false;
            added["isEnabled"] ??= true;
            rules.Add(added);
            return Copy(added);
        }
    }

    /// <summary>Removes a rule; false when it is not there.</summary>
    public bool RemoveRule(string id)
    {
        lock (gate)
        {
            return rules.RemoveAll(rule => rule["id"]!.ToString() == id) > 0;
        }
    }

    /// <summary>Adds a category; null when there is one of its name.</summary>
    public JsonObject? AddCategory(string displayName, string color)
    {
        lock (gate)
        {
            if (categories.Exists(known => string.Equals(known["displayName"]!.ToString(), displayName, StringComparison.OrdinalIgnoreCase)))
            {
                return null;
            }

            var added = new JsonObject { ["id"] = Guid.NewGuid().ToString(), ["displayName"] = displayName, ["color"] = color };
            categories.Add(added);
            return Copy(added);
        }
    }

    private static JsonObject Copy(JsonObject original) => (JsonObject)original.DeepClone();
}
