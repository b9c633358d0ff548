using System.Reflection;
using System.Text.Json;
using ArchiveMigration.Sandbox.Exchange;

namespace ArchiveMigration.Sandbox.Hosting;

/// <summary>
/// POST /sandbox/behaviour: sets properties of <see cref="ExchangeBehaviour"/> by name while the sandbox runs, and answers what they were, so that they can be set back. They hold for all
/// mailboxes: who shares a sandbox with others leaves them alone.
/// </summary>
internal sealed class BehaviourControl(SandboxRuntime runtime)
{
    public async Task SetAsync(HttpContext context, JsonSerializerOptions json)
    {
        var wanted = await context.Request.ReadFromJsonAsync<Dictionary<string, JsonElement>>(json, context.RequestAborted) ?? throw new JsonException("An object is needed.");
        var behaviour = runtime.Options.Exchange;
        Dictionary<string, object?> before = [];
        List<Action> changes = [];
        foreach (var (name, value) in wanted)
        {
            var property = typeof(ExchangeBehaviour).GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)
                ?? throw new JsonException($"There is no behaviour '{name}'.");
            var typed = value.Deserialize(property.PropertyType, json);
            before[name] = property.GetValue(behaviour);
            changes.Add(() => property.SetValue(behaviour, typed));
        }

        changes.ForEach(change => change());
        await context.Response.WriteAsJsonAsync(before, json, context.RequestAborted);
    }
}
