using ArchiveMigration.Sandbox.Entra;
using ArchiveMigration.Sandbox.Exchange;
using ArchiveMigration.Sandbox.Limits;
using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Sandbox.Hosting;

/// <summary>What a <see cref="SandboxHost"/> serves and how strictly.</summary>
public sealed class SandboxOptions
{
    /// <summary>The tenants of this pretend Microsoft 365.</summary>
    public IReadOnlyList<SandboxTenant> Tenants { get; init; } = [];

    /// <summary>
    /// The port of the sign-in host; Graph gets the next and the import host the one after that. 0 takes three free ports.
    /// </summary>
    public int Port { get; init; }

    /// <summary>The clock of tokens, sessions, created items and sliding windows.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How much an application may ask of a mailbox.</summary>
    public SandboxLimits Limits { get; init; } = new();

    /// <summary>How Entra ID behaves where that can be configured.</summary>
    public EntraBehaviour Entra { get; init; } = new();

    /// <summary>How Exchange behaves where the facts are contested or change with time.</summary>
    public ExchangeBehaviour Exchange { get; init; } = new();
}
