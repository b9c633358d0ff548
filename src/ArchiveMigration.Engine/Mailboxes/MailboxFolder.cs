namespace ArchiveMigration.Engine.Mailboxes;

/// <summary>A folder of a mailbox.</summary>
public sealed record MailboxFolder
{
    /// <summary>The service's id in the main mailbox.</summary>
    public required string Id { get; init; }

    /// <summary>The parent's id; null for a folder at the top.</summary>
    public string? ParentId { get; init; }

    /// <summary>The name as shown; may contain a slash.</summary>
    public required string Name { get; init; }

    /// <summary>Names from the top, each with '/' and '\' escaped by a backslash, joined by '/'.</summary>
    public required string Path { get; init; }

    /// <summary>The folder class (PidTagContainerClass), for example IPF.Appointment; IPF.Note when the service names none.</summary>
    public string FolderClass { get; init; } = "IPF.Note";

    /// <summary>The items in it as the service counts them; in auto-expanded archives this may be inaccurate.</summary>
    public int ItemCount { get; init; }

    /// <summary>Bytes of the items in it as the service counts them; null when it was not asked or does not tell.</summary>
    public long? Size { get; init; }

    /// <summary>Whether it is hidden from people (PidTagAttributeHidden), when known.</summary>
    public bool IsHidden { get; init; }

    /// <summary>The language-independent name where the service gives one (inbox, deleteditems, …); null in most archives.</summary>
    public string? WellKnownName { get; init; }
}
