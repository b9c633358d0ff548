namespace ArchiveMigration.Engine.Passes;

/// <summary>What a run shall do.</summary>
public sealed record RunRequest
{
    /// <summary>The pass over each user.</summary>
    public PassKind Kind { get; init; } = PassKind.Full;

    /// <summary>Only these users (source or destination addresses); empty = all of the project.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>Shows a person what to do to sign in (device code); null = such sign-in fails with a clear error.</summary>
    public Action<string>? ShowSignInMessage { get; init; }
}
