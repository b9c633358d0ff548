namespace ArchiveMigration.Chaos.Simulation;

/// <summary>The moments of a migration at which a simulated process may end.</summary>
internal enum Moment
{
    SignedIn,
    FolderListed,
    FolderMade,
    SourcePage,
    DestinationPage,
    Exported,
    ImportBegun,
    ImportCommitted,
    ImportAnswered,
}
