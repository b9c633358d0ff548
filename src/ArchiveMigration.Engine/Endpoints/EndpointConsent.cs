namespace ArchiveMigration.Engine.Endpoints;

/// <summary>What the administrator of a tenant has to grant before an application can migrate its mailboxes. Made without asking any service.</summary>
public sealed record EndpointConsent
{
    /// <summary>The endpoint.</summary>
    public required string Name { get; init; }

    /// <summary>The tenant's id or one of its domains.</summary>
    public required string TenantId { get; init; }

    /// <summary>The application (client) id.</summary>
    public required string ClientId { get; init; }

    /// <summary>The page where an administrator of the tenant grants what the application's registration asks for.</summary>
    public required Uri ConsentUrl { get; init; }

    /// <summary>The permissions that the registration has to ask for, the optional ones last.</summary>
    public required IReadOnlyList<NeededPermission> Permissions { get; init; }

    /// <summary>Exchange Online PowerShell that grants the mailbox permissions for chosen mailboxes only, in place of the whole tenant.</summary>
    public required string ExchangeScript { get; init; }
}
