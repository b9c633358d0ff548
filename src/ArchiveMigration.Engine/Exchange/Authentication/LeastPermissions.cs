using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Exchange.Http;

namespace ArchiveMigration.Engine.Exchange.Authentication;

/// <summary>The least that an application must be granted, as a source and as a destination, and what more it needs for what is not migrating.</summary>
internal static class LeastPermissions
{
    private static readonly GraphOperation[] Reading =
        [GraphOperation.ReadExchangeSettings, GraphOperation.ListFolders, GraphOperation.ListItems, GraphOperation.ExportItems];

    private static readonly GraphOperation[] Writing =
        [GraphOperation.ReadExchangeSettings, GraphOperation.CreateFolder, GraphOperation.ListItems, GraphOperation.CreateImportSession];

    /// <summary>What a migration does not work without.</summary>
    public static IReadOnlyList<NeededPermission> For(MigrationSide side) =>
        [.. (side == MigrationSide.Source ? Reading : Writing).Select(operation => Of(side, PermissionNeed.For(operation)))];

    /// <summary>The same, and what else can be made use of.</summary>
    public static IReadOnlyList<NeededPermission> WithOptional(MigrationSide side) =>
    [
        .. For(side),
        Of(side, PermissionNeed.For(GraphOperation.ReadTenant)) with { Purpose = "show the organization's name", IsOptional = true },
        new(side, side == MigrationSide.Source ? "MailboxSettings.Read" : "MailboxSettings.ReadWrite", side == MigrationSide.Source ? "Application MailboxSettings.Read" : "Application MailboxSettings.ReadWrite", "copy inbox rules and categories", IsOptional: true),
        new(side, "Mail.ReadBasic.All", "Application Mail.ReadBasic", "find the folders that inbox rules name", IsOptional: true),
        .. side == MigrationSide.Source
            ? []
            : (NeededPermission[])
            [
                new(side, "MailboxItem.ReadWrite.All", "Application MailboxItem.ReadWrite", "undo: delete what was imported", IsOptional: true),
                new(side, "Mail.Send", "Application Mail.Send", "send notifications and reports", IsOptional: true),
            ],
    ];

    /// <summary>Those of <see cref="For"/> that are not among the granted ones; a permission to write, or to import, holds what reading, or exporting, needs.</summary>
    public static IReadOnlyList<string> Missing(MigrationSide side, IReadOnlyCollection<string> granted) =>
        [.. For(side).Select(need => need.Name).Where(need => !Allow(granted, need))];

    /// <summary>Whether granted permissions hold one that is needed.</summary>
    public static bool Allow(IReadOnlyCollection<string> granted, string needed) => granted.Contains(needed) || Covering(needed).Any(granted.Contains);

    /// <summary>The names of the needed ones, for a message.</summary>
    public static string Text(MigrationSide side) => string.Join(", ", For(side).Select(need => need.Name));

    // Graph's permission reference: "higher privileged permissions" of each call.
    private static string[] Covering(string permission) => permission switch
    {
        "User.Read.All" => ["User.ReadWrite.All"],
        "MailboxFolder.Read.All" => ["MailboxFolder.ReadWrite.All"],
        "MailboxItem.Read.All" => ["MailboxItem.ReadWrite.All"],
        "MailboxItem.Export.All" => ["MailboxItem.ImportExport.All"],
        _ => [],
    };

    private static NeededPermission Of(MigrationSide side, PermissionNeed need) => new(side, need.Application, need.ExchangeRole, need.Doing);
}
