namespace ArchiveMigration.Engine.Endpoints;

/// <summary>A permission of Microsoft Graph that an application needs.</summary>
/// <param name="Side">Where it is needed.</param>
/// <param name="Name">The application permission (app role), for example <c>MailboxItem.Export.All</c>.</param>
/// <param name="ExchangeRole">Exchange's role that grants the same for chosen mailboxes only (RBAC for Applications); null for what only Entra ID grants.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="IsOptional">Whether a migration works without it.</param>
public sealed record NeededPermission(MigrationSide Side, string Name, string? ExchangeRole, string Purpose, bool IsOptional = false);
