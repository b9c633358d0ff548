namespace ArchiveMigration.Engine.Exchange.Http;

/// <summary>What a request is for. It decides which permission is named when the service says no.</summary>
internal enum GraphOperation
{
    ReadTenant,
    FindUser,
    ReadExchangeSettings,
    ListFolders,
    CreateFolder,
    ListItems,
    ExportItems,
    CreateImportSession,
    ImportItem,
    SendMail,
    DeleteItem,
    DeleteFolder,
    ReadSettings,
    WriteSettings,
    ReadMailFolders,
}
