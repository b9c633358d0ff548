namespace ArchiveMigration.Engine.Proof;

/// <summary>What a proof shall look at.</summary>
public sealed record ProofRequest
{
    /// <summary>Only these users (source or destination addresses); empty = all of the project.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>The share of items whose content is exported at both sides and compared: 0 = none, 1 = all.</summary>
    public decimal ContentShare { get; init; }

    /// <summary>Decides which items are drawn when it is only a share; null = a number is made up.</summary>
    public long? Seed { get; init; }

    /// <summary>Shows a person what to do to sign in (device code); null = such sign-in fails with a clear error.</summary>
    public Action<string>? ShowSignInMessage { get; init; }
}
