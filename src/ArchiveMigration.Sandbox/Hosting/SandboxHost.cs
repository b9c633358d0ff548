using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ArchiveMigration.Sandbox.Audits;
using ArchiveMigration.Sandbox.Entra;
using ArchiveMigration.Sandbox.Faults;
using ArchiveMigration.Sandbox.Graph;
using ArchiveMigration.Sandbox.Import;
using ArchiveMigration.Sandbox.Limits;
using ArchiveMigration.Sandbox.Mailboxes;
using ArchiveMigration.Sandbox.Tenants;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ArchiveMigration.Sandbox.Hosting;

/// <summary>A running pretend Microsoft 365 on loopback: sign-in, Graph and import on three ports over HTTPS.</summary>
public sealed class SandboxHost : IAsyncDisposable
{
    /// <summary>Free ports can be taken by others between the look and the bind.</summary>
    private const int Attempts = 5;

    private readonly WebApplication application;
    private readonly SandboxRuntime runtime;

    private SandboxHost(WebApplication application, SandboxRuntime runtime, LoopbackPorts ports, X509Certificate2 certificate)
    {
        this.application = application;
        this.runtime = runtime;
        Certificate = certificate;
        ImportHost = $"localhost:{ports.Import}";
        Audit = new SandboxAudit(runtime.Options.Tenants);
    }

    /// <summary>The authority without a tenant, for example https://localhost:5001/ .</summary>
    public Uri AuthorityUrl => new(runtime.AuthorityUrl);

    /// <summary>Stands for https://graph.microsoft.com .</summary>
    public Uri GraphUrl => new(runtime.GraphUrl);

    /// <summary>Host and port of import URLs; stands for outlook.office365.com.</summary>
    public string ImportHost { get; }

    /// <summary>The certificate of all three hosts; clients pin it.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>SHA-256 of <see cref="Certificate"/> in hexadecimal digits.</summary>
    public string TlsThumbprint => Certificate.GetCertHashString(HashAlgorithmName.SHA256);

    public IReadOnlyList<SandboxTenant> Tenants => runtime.Options.Tenants;

    /// <summary>Compares what is at the source with what arrived.</summary>
    public SandboxAudit Audit { get; }

    /// <summary>What goes wrong on purpose.</summary>
    public SandboxFaults Faults => runtime.Faults;

    /// <summary>Counts of requests, refusals and bytes.</summary>
    public SandboxTraffic Traffic => runtime.Traffic;

    /// <summary>The most requests that an application had under way at once for a mailbox, refused ones included.</summary>
    public int PeakConcurrency(SandboxMailbox mailbox)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        return runtime.Limiter.PeakOf(mailbox.Id);
    }

    /// <summary>Makes all access tokens invalid at once.</summary>
    public void RevokeTokens() => runtime.Tokens.RevokeAll();

    /// <summary>Makes all import sessions invalid at once.</summary>
    public void ExpireSessions() => runtime.Sessions.ExpireAll();

    /// <summary>Starts the hosts.</summary>
    /// <exception cref="IOException">The ports asked for are taken.</exception>
    public static async Task<SandboxHost> StartAsync(SandboxOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var certificate = TlsCertificate.Create();
        for (var attempt = 1; ; attempt++)
        {
            var ports = LoopbackPorts.From(options.Port);
            var runtime = new SandboxRuntime(options, ports);
            var application = Build(runtime, ports, certificate);
            try
            {
                await application.StartAsync(cancellationToken);
                return new SandboxHost(application, runtime, ports, certificate);
            }
            catch (IOException) when (options.Port == 0 && attempt < Attempts)
            {
                await application.DisposeAsync();
                runtime.Dispose();
            }
            catch
            {
                await application.DisposeAsync();
                runtime.Dispose();
                certificate.Dispose();
                throw;
            }
        }
    }

    /// <summary>Ends all connections and forgets what was imported.</summary>
    public async ValueTask DisposeAsync()
    {
        // Nobody waits for a pretend service: what is under way is cut off.
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await application.StopAsync(now.Token);
        await application.DisposeAsync();
        runtime.Dispose();
        Certificate.Dispose();
    }

    private static WebApplication Build(SandboxRuntime runtime, LoopbackPorts ports, X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // The import host takes items of any size; Exchange's own limits are checked where they belong.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.Http2.InitialConnectionWindowSize = 4 * 1024 * 1024;
            kestrel.Limits.Http2.InitialStreamWindowSize = 1024 * 1024;
            foreach (var port in new[] { ports.Authority, ports.Graph, ports.Import })
            {
                kestrel.Listen(IPAddress.Loopback, port, Secure);
                if (System.Net.Sockets.Socket.OSSupportsIPv6)
                {
                    kestrel.Listen(IPAddress.IPv6Loopback, port, Secure);
                }
            }
        });
        var application = builder.Build();
        var entra = new EntraEndpoints(runtime);
        var graph = new GraphEndpoints(runtime);
        var import = new ImportEndpoint(runtime);
        var control = new ControlEndpoints(runtime);
        application.Run(context => context.Request.Path.StartsWithSegments("/sandbox", StringComparison.Ordinal)
            ? control.HandleAsync(context)
            : context.Connection.LocalPort == ports.Authority ? entra.HandleAsync(context)
            : context.Connection.LocalPort == ports.Graph ? graph.HandleAsync(context)
            : import.HandleAsync(context));
        return application;

        void Secure(ListenOptions listen)
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(certificate);
        }
    }
}
