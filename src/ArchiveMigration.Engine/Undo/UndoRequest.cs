namespace ArchiveMigration.Engine.Undo;

/// <summary>What an undo shall do.</summary>
public sealed record UndoRequest
{
    /// <summary>Only these users (source or destination addresses); empty = all of the project.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>Only look and count: nothing is removed, and nothing is changed in the ledger.</summary>
    public bool IsPreview { get; init; }

    /// <summary>Deletes for good instead of to Recoverable Items.</summary>
    public bool Permanently { get; init; }

    /// <summary>Removes also items that were changed after they were imported; and those that are missing count as not copied afterwards, so that the next pass copies them again.</summary>
    public bool EvenChanged { get; init; }

    /// <summary>Leaves folders that we made and that are empty afterwards.</summary>
    public bool KeepFolders { get; init; }

    /// <summary>How long a network or service that is away is waited for, before the undo ends; zero = not at all. Time in which the machine sleeps does not count.</summary>
    public TimeSpan MaximumOutage { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Where the log of the run goes: a file, or a folder that gets a file for each run; empty = the folder "logs" beside the store; null = no log.</summary>
    public string? LogPath { get; init; }

    /// <summary>Shows a person what to do to sign in (device code); null = such sign-in fails with a clear error.</summary>
    public Action<string>? ShowSignInMessage { get; init; }
}
