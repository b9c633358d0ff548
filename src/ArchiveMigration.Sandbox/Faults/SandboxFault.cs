using ArchiveMigration.Sandbox.Hosting;

namespace ArchiveMigration.Sandbox.Faults;

/// <summary>One fault: what, for which requests, how often.</summary>
public sealed record SandboxFault(FaultKind Kind)
{
    /// <summary>Only this operation, or null for all of Graph and import (sign-in must be named).</summary>
    public SandboxOperation? Operation { get; init; }

    /// <summary>Only this mailbox (ExchangeGuid or ArchiveGuid), or null for all.</summary>
    public Guid? Mailbox { get; init; }

    /// <summary>How often it happens before it is over; null is for ever.</summary>
    public int? Count { get; init; }

    /// <summary>How many matching requests pass before the first.</summary>
    public int Skip { get; init; }

    /// <summary>The chance of a matching request to meet it, 0 to 1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>How late a <see cref="FaultKind.Slow"/> answer comes.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What a throttle or 503 asks the client to wait.</summary>
    public int RetryAfterSeconds { get; init; } = 1;

    /// <summary>How much of the body passes before <see cref="FaultKind.DropMidAnswer"/> or <see cref="FaultKind.TruncatedJson"/>.</summary>
    public int AfterBytes { get; init; } = 100;

    /// <summary>The folder that <see cref="FaultKind.FolderMoves"/>, names joined by '/'; null is the one with the most items.</summary>
    public string? Folder { get; init; }

    internal bool Matches(SandboxOperation operation, Guid? mailbox) =>
        (Operation is null ? operation != SandboxOperation.SignIn : Operation == operation)
        && (Mailbox is null || Mailbox == mailbox);
}
