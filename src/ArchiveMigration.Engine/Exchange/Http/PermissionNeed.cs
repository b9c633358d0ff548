namespace ArchiveMigration.Engine.Exchange.Http;

/// <summary>
/// The least permission of an operation (Graph's permission reference, "Permissions" of each page) and, where Exchange can grant it
/// per mailbox, the role of RBAC for Applications.
/// </summary>
/// <param name="Application">The application permission.</param>
/// <param name="Delegated">The delegated permission, for sign-in by device code.</param>
/// <param name="ExchangeRole">Exchange's application role; null for what only the directory grants.</param>
/// <param name="Doing">What the application wanted to do, to be read after "may not".</param>
internal sealed record PermissionNeed(string Application, string Delegated, string? ExchangeRole, string Doing)
{
    public static PermissionNeed For(GraphOperation operation) => operation switch
    {
        GraphOperation.ReadTenant => new("Organization.Read.All", "Organization.Read.All", null, "read the organization"),
        GraphOperation.FindUser => new("User.Read.All", "User.Read.All", null, "look up users"),
        GraphOperation.ReadExchangeSettings => new("User.Read.All", "User.Read.All", null, "read the mailbox ids"),
        GraphOperation.ListFolders => new("MailboxFolder.Read.All", "MailboxFolder.Read", "Application MailboxFolder.Read", "list the folders"),
        GraphOperation.CreateFolder => new("MailboxFolder.ReadWrite.All", "MailboxFolder.ReadWrite", "Application MailboxFolder.ReadWrite", "create folders"),
        GraphOperation.ListItems => new("MailboxItem.Read.All", "MailboxItem.Read", "Application MailboxItem.Read", "list the items"),
        GraphOperation.ExportItems => new("MailboxItem.Export.All", "MailboxItem.Export", "Application MailboxItem.Export", "export items"),
        GraphOperation.CreateImportSession or GraphOperation.ImportItem =>
            new("MailboxItem.ImportExport.All", "MailboxItem.ImportExport", "Application MailboxItem.ImportExport", "import items"),
        GraphOperation.DeleteItem => new("MailboxItem.ReadWrite.All", "MailboxItem.ReadWrite", "Application MailboxItem.ReadWrite", "delete items"),
        GraphOperation.DeleteFolder => new("MailboxFolder.ReadWrite.All", "MailboxFolder.ReadWrite", "Application MailboxFolder.ReadWrite", "delete folders"),
        GraphOperation.ReadSettings => new("MailboxSettings.Read", "MailboxSettings.Read", "Application MailboxSettings.Read", "read the rules and categories"),
        GraphOperation.WriteSettings => new("MailboxSettings.ReadWrite", "MailboxSettings.ReadWrite", "Application MailboxSettings.ReadWrite", "write the rules and categories"),
        GraphOperation.ReadMailFolders => new("Mail.ReadBasic.All", "Mail.ReadBasic", "Application Mail.ReadBasic", "read the folders that rules name"),
        GraphOperation.SendMail => new("Mail.Send", "Mail.Send", "Application Mail.Send", "send mail as the owner"),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
    };
}
