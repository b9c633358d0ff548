namespace ArchiveMigration.Sandbox.Graph;

/// <summary>GET organization and domains.</summary>
internal static class OrganizationEndpoints
{
    public static Task ListAsync(GraphCall call)
    {
        var tenant = call.Token.Tenant;
        return call.AnswerAsync(StatusCodes.Status200OK, writer =>
        {
            writer.WriteString("@odata.context", $"{call.Root}/$metadata#organization");
            writer.WriteStartArray("value");
            writer.WriteStartObject();
            writer.WriteString("id", tenant.Id);
            if (call.Query.Selects("displayName"))
            {
                writer.WriteString("displayName", tenant.DisplayName);
            }

            if (call.Query.Selects("countryLetterCode"))
            {
                writer.WriteString("countryLetterCode", tenant.CountryLetterCode);
            }

            if (call.Query.Selects("defaultUsageLocation"))
            {
                writer.WriteString("defaultUsageLocation", tenant.CountryLetterCode);
            }

            if (call.Query.Selects("tenantType"))
            {
                writer.WriteString("tenantType", "AAD");
            }

            if (call.Query.Selects("verifiedDomains"))
            {
                writer.WriteStartArray("verifiedDomains");
                foreach (var domain in tenant.Domains)
                {
                    writer.WriteStartObject();
                    writer.WriteString("capabilities", "Email, OfficeCommunicationsOnline");
                    writer.WriteBoolean("isDefault", domain == tenant.Domains[^1]);
                    writer.WriteBoolean("isInitial", domain == tenant.InitialDomain);
                    writer.WriteString("name", domain);
                    writer.WriteString("type", "Managed");
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
            writer.WriteEndArray();
        });
    }

    public static Task DomainsAsync(GraphCall call)
    {
        var tenant = call.Token.Tenant;
        return call.AnswerAsync(StatusCodes.Status200OK, writer =>
        {
            writer.WriteString("@odata.context", $"{call.Root}/$metadata#domains");
            writer.WriteStartArray("value");
            foreach (var domain in tenant.Domains)
            {
                writer.WriteStartObject();
                writer.WriteString("id", domain);
                writer.WriteBoolean("isVerified", true);
                writer.WriteBoolean("isDefault", domain == tenant.Domains[^1]);
                writer.WriteBoolean("isInitial", domain == tenant.InitialDomain);
                writer.WriteStartArray("supportedServices");
                writer.WriteStringValue("Email");
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    }
}
