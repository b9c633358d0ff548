using ArchiveMigration.Sandbox.Entra;
using ArchiveMigration.Sandbox.Hosting;
using ArchiveMigration.Sandbox.Mailboxes;
using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Sandbox.Graph;

/// <summary>Which grant each call needs (Graph's permission reference); delegated scopes are the same without ".All".</summary>
internal static class GraphPermissions
{
    private static readonly Dictionary<SandboxOperation, string[]> Needed = new()
    {
        [SandboxOperation.Organization] = ["Organization.Read.All", "Directory.Read.All"],
        [SandboxOperation.Domains] = ["Domain.Read.All", "Directory.Read.All"],
        [SandboxOperation.GetUser] = ["User.ReadBasic.All", "User.Read.All", "User.ReadWrite.All", "Directory.Read.All"],
        [SandboxOperation.FindUsers] = ["User.ReadBasic.All", "User.Read.All", "User.ReadWrite.All", "Directory.Read.All"],
        [SandboxOperation.LicenseDetails] = ["LicenseAssignment.Read.All", "User.Read.All", "Directory.Read.All"],
        [SandboxOperation.SendMail] = ["Mail.Send"],
        [SandboxOperation.ExchangeSettings] = ["User.Read.All", "User.ReadWrite.All"],
        [SandboxOperation.ReadSettings] = ["MailboxSettings.Read", "MailboxSettings.ReadWrite"],
        [SandboxOperation.WriteSettings] = ["MailboxSettings.ReadWrite"],
        [SandboxOperation.ReadMailFolders] = ["Mail.ReadBasic.All", "Mail.Read", "Mail.ReadWrite"],
        [SandboxOperation.ListFolders] = ["MailboxFolder.Read.All", "MailboxFolder.ReadWrite.All"],
        [SandboxOperation.GetFolder] = ["MailboxFolder.Read.All", "MailboxFolder.ReadWrite.All"],
        [SandboxOperation.FolderDelta] = ["MailboxFolder.Read.All", "MailboxFolder.ReadWrite.All"],
        [SandboxOperation.CreateFolder] = ["MailboxFolder.ReadWrite.All"],
        [SandboxOperation.UpdateFolder] = ["MailboxFolder.ReadWrite.All"],
        [SandboxOperation.DeleteFolder] = ["MailboxFolder.ReadWrite.All"],
        [SandboxOperation.ListItems] = ["MailboxItem.Read.All", "MailboxItem.ReadWrite.All"],
        [SandboxOperation.GetItem] = ["MailboxItem.Read.All", "MailboxItem.ReadWrite.All"],
        [SandboxOperation.ItemDelta] = ["MailboxItem.Read.All", "MailboxItem.ReadWrite.All"],
        [SandboxOperation.DeleteItem] = ["MailboxItem.ReadWrite.All"],
        [SandboxOperation.ExportItems] = ["MailboxItem.Export.All", "MailboxItem.ImportExport.All"],
        [SandboxOperation.CreateImportSession] = ["MailboxItem.ImportExport.All"],
    };

    /// <summary>Whether a directory call is allowed.</summary>
    /// <exception cref="GraphException">403, in the words of the part of the service that refuses.</exception>
    public static void Check(AccessToken token, SandboxOperation operation)
    {
        // Whether Exchange itself grants sending is known when the sender is.
        if (!HoldsTenantWide(token, operation) && operation != SandboxOperation.SendMail)
        {
            throw operation is SandboxOperation.ExchangeSettings or SandboxOperation.ReadSettings or SandboxOperation.WriteSettings or SandboxOperation.ReadMailFolders ? GraphException.AccessDenied() : GraphException.RequestDenied();
        }
    }

    /// <summary>Whether an application may send as somebody: by a role of the token or a grant of Exchange's; a signed-in user as themselves only.</summary>
    /// <exception cref="GraphException">403 ErrorAccessDenied.</exception>
    public static void CheckMail(AccessToken token, SandboxUser sender)
    {
        var allowed = token.User is not null
            ? token.User == sender && HoldsTenantWide(token, SandboxOperation.SendMail)
            : HoldsTenantWide(token, SandboxOperation.SendMail) || token.Application.MailboxGrants.Any(grant => grant.Permission == "Mail.Send" && grant.Scope.Contains(sender));
        if (!allowed)
        {
            throw GraphException.AccessDenied();
        }
    }

    /// <summary>
    /// Whether a mailbox call is allowed: by a role of the token, or by Exchange's own grants, which no token shows;
    /// a signed-in user reaches their own mailboxes only.
    /// </summary>
    /// <exception cref="GraphException">403 ErrorAccessDenied.</exception>
    public static void Check(AccessToken token, SandboxOperation operation, SandboxMailbox mailbox)
    {
        var allowed = mailbox.Tenant == token.Tenant
            && (token.User is not null
                ? token.User.Owns(mailbox) && HoldsTenantWide(token, operation)
                : HoldsTenantWide(token, operation) || token.Application.MailboxGrants.Any(grant => Covers(grant, operation, mailbox)));
        if (!allowed)
        {
            throw GraphException.AccessDenied();
        }
    }

    private static bool HoldsTenantWide(AccessToken token, SandboxOperation operation) =>
        Needed[operation].Any(role => token.Permissions.Contains(role) || (token.User is not null && token.Permissions.Contains(Scoped(role))));

    private static bool Covers(MailboxGrant grant, SandboxOperation operation, SandboxMailbox mailbox) =>
        Needed[operation].Any(role => Scoped(role) == grant.Permission) && grant.Scope.Any(user => user.Owns(mailbox));

    private static string Scoped(string role) => role.EndsWith(".All", StringComparison.Ordinal) ? role[..^".All".Length] : role;
}
