using ArchiveMigration.Engine.Exchange.Http;

namespace ArchiveMigration.Engine.ServiceProbe;

/// <summary>How the import of the small item went.</summary>
/// <param name="Item">What was imported.</param>
/// <param name="FolderId">Where to.</param>
/// <param name="Session">The answer to opening a session.</param>
/// <param name="Import">The answer to the import; null when there was no session.</param>
internal sealed record ImportedSample(ProbeItem Item, string FolderId, WireAnswer Session, WireAnswer? Import)
{
    /// <summary>The new item; null when it was refused.</summary>
    public string? ItemId => Import is { IsSuccess: true } ? Import.Text("itemId") : null;

    /// <summary>The answer that refused it, whichever step it was.</summary>
    public WireAnswer? Refusal => Session.IsSuccess ? Import is { IsSuccess: false } ? Import : null : Session;
}
