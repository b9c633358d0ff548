namespace ArchiveMigration.Engine.Companions;

/// <summary>What shall be copied.</summary>
public sealed record SettingCopyRequest
{
    /// <summary>Only these users (source or destination addresses); empty = all of the project.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>Inbox rules.</summary>
    public bool Rules { get; init; } = true;

    /// <summary>Master categories.</summary>
    public bool Categories { get; init; } = true;

    /// <summary>Only look: nothing is made at the destination, and nothing is kept.</summary>
    public bool IsPreview { get; init; }

    /// <summary>Shows a person what to do to sign in (device code); null = such sign-in fails with a clear error.</summary>
    public Action<string>? ShowSignInMessage { get; init; }
}
