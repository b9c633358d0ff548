using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using ArchiveMigration.Sandbox.Scenarios;
using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Sandbox.Hosting;

/// <summary>Everything that a script or a person needs to connect to a running sandbox.</summary>
internal sealed record ConnectionInfo(
    Uri Authority,
    Uri GraphEndpoint,
    string ImportHost,
    string TlsThumbprint,
    string ClientSecret,
    string CertificatePfxBase64,
    TenantInfo Source,
    TenantInfo Destination,
    IReadOnlyList<UserPair> Users)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static ConnectionInfo Of(SandboxHost host, SandboxScenario scenario) => new(
        host.AuthorityUrl,
        host.GraphUrl,
        host.ImportHost,
        host.TlsThumbprint,
        scenario.ClientSecret,
        Convert.ToBase64String(scenario.ClientCertificate.Export(X509ContentType.Pkcs12)),
        TenantInfo.Of("Contoso", scenario.Source, scenario.SourceApplication),
        TenantInfo.Of("Fabrikam", scenario.Destination, scenario.DestinationApplication),
        [.. scenario.Users.Select(pair => new UserPair(pair.Source.UserPrincipalName, pair.Destination.UserPrincipalName))]);

    // Another one for each start, because the tenants are new each time.
    private static string StorePath => Path.Combine(Path.GetTempPath(), $"ArchiveMigration-{Environment.ProcessId}", "rehearsal.db");

    /// <summary>Writes the values as JSON. The secret of a pretend tenant is a secret all the same while the tenant is up: the file is the owner's.</summary>
    public async Task WriteAsync(string path, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var file = new FileStream(path, options);
        await JsonSerializer.SerializeAsync(file, this, Json, cancellationToken);
    }

    /// <summary>What the console shows: the addresses, and a block of PowerShell to paste.</summary>
    public string Describe()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Two pretend tenants are up: {Source.Domain} (source), {Destination.Domain} (destination).");
        text.AppendLine(CultureInfo.InvariantCulture, $"  sign-in {Authority}   Graph {GraphEndpoint}   import {ImportHost}");
        text.AppendLine("Paste this into PowerShell, in the folder that holds ArchiveMigration.psd1:").AppendLine();
        text.AppendLine("Import-Module ./ArchiveMigration.psd1");
        text.AppendLine(CultureInfo.InvariantCulture, $"$env:ARCHIVEMIGRATION_STORE = '{StorePath}'   # keeps the rehearsal out of your real store");
        text.AppendLine(CultureInfo.InvariantCulture, $"$secret = ConvertTo-SecureString '{ClientSecret}' -AsPlainText -Force");
        text.AppendLine("$sandbox = @{");
        text.AppendLine("    Cloud         = 'Custom'");
        text.AppendLine(CultureInfo.InvariantCulture, $"    Authority     = '{Authority}'");
        text.AppendLine(CultureInfo.InvariantCulture, $"    GraphEndpoint = '{GraphEndpoint}'");
        text.AppendLine(CultureInfo.InvariantCulture, $"    ImportHost    = '{ImportHost}'");
        text.AppendLine(CultureInfo.InvariantCulture, $"    TlsThumbprint = '{TlsThumbprint}'");
        text.AppendLine("    ClientSecret  = $secret");
        text.AppendLine("}");
        // What a pasted block puts out is one stream to PowerShell, which makes a table of its first type only: Out-Host ends it.
        foreach (var tenant in new[] { Source, Destination })
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"New-MigrationEndpoint -Name {tenant.Name} -TenantId {tenant.TenantId} -ClientId {tenant.ClientId} @sandbox | Out-Host");
        }

        text.AppendLine("New-ArchiveMigrationProject Rehearsal -Source Contoso -Destination Fabrikam | Out-Host");
        text.AppendLine("@'").AppendLine("SourceAddress,DestinationAddress");
        foreach (var user in Users)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{user.SourceAddress},{user.DestinationAddress}");
        }

        text.AppendLine("'@ | ConvertFrom-Csv | Add-MigrationUser -Project Rehearsal | Out-Host");
        text.AppendLine("Test-MigrationCredential -Project Rehearsal | Out-Host");
        text.AppendLine("Start-ArchiveMigration -Project Rehearsal | Out-Host");
        text.AppendLine("Get-ArchiveMigrationItem -Project Rehearsal -Disposition Failed | Out-Host").AppendLine();
        return text.Append("Ctrl+C ends it.").ToString();
    }
}

/// <summary>One tenant's values.</summary>
internal sealed record TenantInfo(string Name, Guid TenantId, string Domain, string InitialDomain, Guid ClientId)
{
    public static TenantInfo Of(string name, SandboxTenant tenant, SandboxApplication application) =>
        new(name, tenant.Id, tenant.Domains[^1], tenant.InitialDomain, application.ClientId);
}

/// <summary>A user to migrate.</summary>
internal sealed record UserPair(string SourceAddress, string DestinationAddress);
