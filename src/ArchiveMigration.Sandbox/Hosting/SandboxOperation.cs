namespace ArchiveMigration.Sandbox.Hosting;

/// <summary>The kinds of calls the sandbox tells apart for permissions, faults and counts.</summary>
public enum SandboxOperation
{
    SignIn,
    Organization,
    Domains,
    GetUser,
    FindUsers,
    LicenseDetails,
    SendMail,
    ExchangeSettings,
    ReadSettings,
    WriteSettings,
    ReadMailFolders,
    ListFolders,
    GetFolder,
    CreateFolder,
    UpdateFolder,
    DeleteFolder,
    FolderDelta,
    ListItems,
    GetItem,
    DeleteItem,
    ItemDelta,
    ExportItems,
    CreateImportSession,
    ImportItem,
}
