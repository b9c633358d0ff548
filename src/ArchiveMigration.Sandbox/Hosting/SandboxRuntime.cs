using System.Diagnostics.CodeAnalysis;
using ArchiveMigration.Sandbox.Entra;
using ArchiveMigration.Sandbox.Faults;
using ArchiveMigration.Sandbox.Import;
using ArchiveMigration.Sandbox.Limits;
using ArchiveMigration.Sandbox.Mailboxes;
using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Sandbox.Hosting;

/// <summary>What the endpoints of one running sandbox share.</summary>
internal sealed class SandboxRuntime : IDisposable
{
    public SandboxRuntime(SandboxOptions options, LoopbackPorts ports)
    {
        Options = options;
        AuthorityUrl = $"https://localhost:{ports.Authority}";
        GraphUrl = $"https://localhost:{ports.Graph}";
        ImportUrl = $"https://localhost:{ports.Import}";
        Tokens = new TokenIssuer(options.Entra, options.Time);
        DeviceCodes = new DeviceCodes(options.Entra, options.Time);
        Sessions = new ImportSessions(options.Exchange, options.Time);
        Limiter = new RequestLimiter(options.Limits, options.Time);
    }

    public SandboxOptions Options { get; }

    public string AuthorityUrl { get; }

    public string GraphUrl { get; }

    public string ImportUrl { get; }

    public TokenIssuer Tokens { get; }

    public DeviceCodes DeviceCodes { get; }

    public ImportSessions Sessions { get; }

    public RequestLimiter Limiter { get; }

    public SandboxFaults Faults { get; } = new();

    public SandboxTraffic Traffic { get; } = new();

    public SpoolFile Spool { get; } = new();

    /// <summary>The tenant that a segment of a sign-in path names.</summary>
    public SandboxTenant? FindTenant(string idOrDomain) => Options.Tenants.FirstOrDefault(tenant => tenant.IsNamed(idOrDomain));

    public bool TryGetMailbox(Guid id, [NotNullWhen(true)] out SandboxMailbox? mailbox)
    {
        foreach (var tenant in Options.Tenants)
        {
            if (tenant.TryGetMailbox(id, out mailbox))
            {
                return true;
            }
        }

        mailbox = null;
        return false;
    }

    public void Dispose() => Spool.Dispose();
}
