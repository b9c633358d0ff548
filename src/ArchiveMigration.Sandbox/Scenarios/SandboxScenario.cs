using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ArchiveMigration.Sandbox.Graph;
using ArchiveMigration.Sandbox.Mailboxes;
using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Sandbox.Scenarios;

/// <summary>Two tenants ready to migrate from one to the other, with an application registered in both.</summary>
public sealed partial class SandboxScenario
{
    /// <summary>One a process: its key takes longer to make than everything else.</summary>
    private static readonly Lazy<X509Certificate2> SharedCertificate = new(MakeCertificate);

    private readonly int seed;

    private SandboxScenario(int seed)
    {
        this.seed = seed;
        Source = new SandboxTenant(MakeGuid("contoso"), "Contoso GmbH", "contoso.onmicrosoft.com", "contoso.example") { RegionScope = "EU", CountryLetterCode = "DE" };
        Destination = new SandboxTenant(MakeGuid("fabrikam"), "Fabrikam Inc.", "fabrikam.onmicrosoft.com", "fabrikam.example") { RegionScope = "NA", CountryLetterCode = "US" };
        SourceApplication = Register(Source, "User.Read.All", "MailboxFolder.Read.All", "MailboxItem.Read.All", "MailboxItem.Export.All", "MailboxSettings.Read", "Mail.ReadBasic.All", "Mail.Send");
        DestinationApplication = Register(Destination, "User.Read.All", "MailboxFolder.ReadWrite.All", "MailboxItem.ReadWrite.All", "MailboxItem.ImportExport.All", "MailboxSettings.ReadWrite", "Mail.ReadBasic.All", "Mail.Send");
    }

    public SandboxTenant Source { get; }

    public SandboxTenant Destination { get; }

    /// <summary>Source and destination, in this order.</summary>
    public IReadOnlyList<SandboxTenant> Tenants => [Source, Destination];

    /// <summary>Registered at the source with what reading needs.</summary>
    public SandboxApplication SourceApplication { get; }

    /// <summary>Registered at the destination with what writing and undoing need; without undo MailboxItem.Read.All is enough.</summary>
    public SandboxApplication DestinationApplication { get; }

    /// <summary>The secret that both applications take.</summary>
    public string ClientSecret { get; } = RandomNumberGenerator.GetHexString(40, lowercase: true);

    /// <summary>A certificate with its private key that both applications take.</summary>
    public X509Certificate2 ClientCertificate => SharedCertificate.Value;

    /// <summary>The users to migrate, source beside destination.</summary>
    public IReadOnlyList<(SandboxUser Source, SandboxUser Destination)> Users => [.. Source.Users
        .Join(Destination.Users, user => LocalPart(user), user => LocalPart(user), (from, to) => (from, to))];

    /// <summary>Adds a user to both tenants, with an archive at the source and, unless told otherwise, an empty one at the destination.</summary>
    public (SandboxUser Source, SandboxUser Destination) AddUser(string name, string displayName, bool archiveAtDestination = true)
    {
        var from = AddUser(Source, name, displayName, "contoso.example", hasArchive: true);
        var to = AddUser(Destination, name, displayName, "fabrikam.example", archiveAtDestination);
        return (from, to);
    }

    /// <summary>A stable id for a name: same seed, same id.</summary>
    internal Guid MakeGuid(string name)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{name}"));
        return new Guid(hash.AsSpan(0, 16));
    }

    /// <summary>A number for the items of a folder: same seed and path, same number.</summary>
    internal int MakeSeed(string path) => BinaryPrimitives.ReadInt32LittleEndian(MakeGuid(path).ToByteArray());

    private SandboxUser AddUser(SandboxTenant tenant, string name, string displayName, string domain, bool hasArchive)
    {
        var key = $"{domain}/{name}";
        var user = tenant.AddUser(new SandboxUser(
            MakeGuid($"{key}/user"),
            $"{name}@{domain}",
            displayName,
            $"SMTP:{name}@{domain}",
            $"smtp:{name}@{tenant.InitialDomain}"));
        user.ServicePlans.Add(UserEndpoints.ExchangePlan2);
        user.PrimaryMailbox = tenant.AddMailbox(MakeGuid($"{key}/primary"), MailboxKind.Primary);
        user.PrimaryMailbox.Root.AddFolder("Inbox").WellKnownName = "inbox";
        if (hasArchive)
        {
            user.Archive = tenant.AddMailbox(MakeGuid($"{key}/archive"), MailboxKind.Archive);
            user.Archive.Root.AddFolder("Deleted Items").WellKnownName = "archivedeleteditems";
        }

        return user;
    }

    private SandboxApplication Register(SandboxTenant tenant, params string[] roles)
    {
        var application = new SandboxApplication(MakeGuid($"{tenant.InitialDomain}/app"), "ArchiveMigration");
        application.Secrets.Add(new ClientSecret(ClientSecret, DateTimeOffset.MaxValue));
        application.Certificates.Add(X509CertificateLoader.LoadCertificate(ClientCertificate.RawData));
        application.GrantedRoles.UnionWith(roles);
        tenant.Applications.Add(application);
        return application;
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=ArchiveMigration rehearsal", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }

    private static string LocalPart(SandboxUser user) => user.UserPrincipalName.Split('@')[0];
}
