namespace ArchiveMigration.Sandbox.Exchange;

/// <summary>
/// How the pretend Exchange behaves where observers disagree or time will change it. The defaults are what a migration
/// meets in 2026, the harder way where it is open. Properties may change while the host runs.
/// </summary>
public sealed class ExchangeBehaviour
{
    /// <summary>False: v1.0 refuses archives in folder, item and import-session calls. True: as announced for later.</summary>
    public bool Version1ServesArchives { get; set; }

    /// <summary>False: archives are read-only through this API in every version, as one observer reported.</summary>
    public bool ArchivesTakeImports { get; set; } = true;

    /// <summary>False: items of archives cannot be deleted through this API in any version; nobody has published that they can.</summary>
    public bool ArchivesTakeDeletions { get; set; } = true;

    /// <summary>Whether v1.0 settings/exchange tells the archive's id, which its metadata does not know.</summary>
    public bool Version1TellsArchive { get; set; } = true;

    /// <summary>True: settings/exchange answers {"value":[{...}]}, as an old preview did.</summary>
    public bool SettingsAsCollection { get; set; }

    /// <summary>Whether beta items/delta of an archive answers 200 with JSON that stops early.</summary>
    public bool ItemDeltaBrokenOnArchives { get; set; } = true;

    /// <summary>Whether GET /folders lists the whole tree flat instead of its top.</summary>
    public bool TopFoldersIncludeDescendants { get; set; }

    /// <summary>"Error" as in the article on redirects, or "error" as in the metadata.</summary>
    public string ExportErrorProperty { get; set; } = "Error";

    /// <summary>Whether links to redirected folders use the key form folders('id').</summary>
    public bool RedirectsUseKeyForm { get; set; } = true;

    /// <summary>Whether a redirect names only the folder, so that the client must add what it asked of it.</summary>
    public bool RedirectsNameFolderOnly { get; set; }

    /// <summary>The status of createImportSession: 200 in the reference, 201 in the concept page.</summary>
    public int CreateSessionStatus { get; set; } = StatusCodes.Status200OK;

    /// <summary>How long an import session holds; the real figure is not published.</summary>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The status of ErrorQuotaExceeded: 413, 500 and 507 were seen.</summary>
    public int QuotaStatus { get; set; } = StatusCodes.Status507InsufficientStorage;

    /// <summary>Longest item stream in bytes; Exchange's ceiling for a message is 150 MB, for a stream none is published.</summary>
    public long MaximumItemBytes { get; set; } = 160L * 1024 * 1024;

    /// <summary>Exchange Online's ceiling of items in a folder.</summary>
    public int MaximumItemsPerFolder { get; set; } = 1_000_000;

    /// <summary>Whether an import keeps PidTagLastModificationTime.</summary>
    public bool ImportKeepsLastModified { get; set; } = true;

    /// <summary>Whether folders can be asked for PidTagMessageSizeExtended as 'Long 0x0E08'; false answers 400.</summary>
    public bool FoldersTellSize { get; set; } = true;

    /// <summary>Whether items can be filtered by size, which is documented nowhere; false answers 400.</summary>
    public bool FiltersBySize { get; set; }

    /// <summary>False: a session for an archive can be opened, and every import through it is refused.</summary>
    public bool ArchivesTakeItems { get; set; } = true;

    /// <summary>False: an imported item has a search key of its own, as if it had been made here.</summary>
    public bool ImportKeepsSearchKey { get; set; } = true;

    /// <summary>False: an import without Content-Length is refused with 411.</summary>
    public bool TakesChunkedImports { get; set; } = true;

    /// <summary>Whether a folder's name may hold a slash.</summary>
    public bool FolderNamesTakeSlash { get; set; } = true;

    /// <summary>The longest name of a folder.</summary>
    public int LongestFolderName { get; set; } = 255;

    /// <summary>Whether folders can be made under Deleted Items of an archive.</summary>
    public bool FoldersUnderDeletedItems { get; set; } = true;

    /// <summary>A folder class that cannot be made, or null.</summary>
    public string? RefusedFolderClass { get; set; }

    /// <summary>True: imported content is not kept, only its hash; such items cannot be exported again.</summary>
    public bool HashOnly { get; set; }
}
