using System.Text.Json;
using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Sandbox.Graph;

/// <summary>GET users, one or by filter, and their licences.</summary>
internal static class UserEndpoints
{
    /// <summary>Exchange Online (Plan 2), which brings an archive.</summary>
    public static readonly Guid ExchangePlan2 = new("efb87545-963c-4e0d-99df-69c6916d9eb0");

    public static Task GetAsync(GraphCall call, string id)
    {
        var user = Find(call, id);
        return call.AnswerAsync(StatusCodes.Status200OK, writer =>
        {
            writer.WriteString("@odata.context", $"{call.Root}/$metadata#users/$entity");
            Write(writer, call.Query, user);
        });
    }

    public static Task FindAsync(GraphCall call)
    {
        call.Query.Refuse("$skip");
        var matches = call.Query.Filter is { } filter ? UserFilter.Parse(filter) : _ => true;
        var start = int.TryParse(call.Query.SkipToken, out var skipped) ? skipped : 0;
        List<SandboxUser> all = [.. call.Token.Tenant.Users.Where(matches)];
        var end = Math.Min(all.Count, start + (call.Query.Top ?? 100));
        return call.AnswerAsync(StatusCodes.Status200OK, writer =>
        {
            writer.WriteString("@odata.context", $"{call.Root}/$metadata#users");
            writer.WriteStartArray("value");
            for (var i = start; i < end; i++)
            {
                writer.WriteStartObject();
                Write(writer, call.Query, all[i]);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            if (end < all.Count)
            {
                writer.WriteString("@odata.nextLink", $"{call.Root}/users{call.Query.With("$skiptoken", end.ToString(System.Globalization.CultureInfo.InvariantCulture))}");
            }
        });
    }

    public static Task LicensesAsync(GraphCall call, string id)
    {
        var user = Find(call, id);
        return call.AnswerAsync(StatusCodes.Status200OK, writer =>
        {
            writer.WriteString("@odata.context", $"{call.Root}/$metadata#users('{user.ObjectId}')/licenseDetails");
            writer.WriteStartArray("value");
            if (user.ServicePlans.Count > 0)
            {
                writer.WriteStartObject();
                writer.WriteString("id", Convert.ToBase64String(user.ObjectId.ToByteArray()));
                writer.WriteString("skuPartNumber", "ENTERPRISEPACK");
                writer.WriteStartArray("servicePlans");
                foreach (var plan in user.ServicePlans)
                {
                    writer.WriteStartObject();
                    writer.WriteString("servicePlanId", plan);
                    writer.WriteString("provisioningStatus", "Success");
                    writer.WriteString("appliesTo", "User");
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    }

    /// <summary>The user of a path.</summary>
    /// <exception cref="GraphException">404 Request_ResourceNotFound.</exception>
    public static SandboxUser Find(GraphCall call, string id) => call.Token.Tenant.FindUser(id) ?? throw GraphException.UserNotFound(id);

    /// <summary>Proxy addresses and plans are among what only $select brings.</summary>
    private static void Write(Utf8JsonWriter writer, QueryOptions query, SandboxUser user)
    {
        writer.WriteString("id", user.ObjectId);
        if (query.Selects("displayName"))
        {
            writer.WriteString("displayName", user.DisplayName);
        }

        if (query.Selects("userPrincipalName"))
        {
            writer.WriteString("userPrincipalName", user.UserPrincipalName);
        }

        if (query.Selects("mail"))
        {
            writer.WriteString("mail", user.Mail);
        }

        if (query.SelectsExplicitly("proxyAddresses"))
        {
            writer.WriteStartArray("proxyAddresses");
            foreach (var address in user.ProxyAddresses)
            {
                writer.WriteStringValue(address);
            }

            writer.WriteEndArray();
        }

        if (query.SelectsExplicitly("accountEnabled"))
        {
            writer.WriteBoolean("accountEnabled", true);
        }

        if (query.SelectsExplicitly("usageLocation"))
        {
            writer.WriteString("usageLocation", "DE");
        }

        if (query.SelectsExplicitly("assignedPlans"))
        {
            WritePlans(writer, user);
        }
    }

    private static void WritePlans(Utf8JsonWriter writer, SandboxUser user)
    {
        writer.WriteStartArray("assignedPlans");
        foreach (var plan in user.ServicePlans)
        {
            writer.WriteStartObject();
            writer.WriteString("capabilityStatus", "Enabled");
            writer.WriteString("service", "exchange");
            writer.WriteString("servicePlanId", plan);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
