using System.Buffers;
using System.Text;

namespace ArchiveMigration.Engine.Endpoints;

/// <summary>
/// The table of Microsoft's clouds: their addresses, the names people give them, and whether Graph's mailbox import/export API
/// exists there (Graph documentation, "National cloud deployments", and the availability table of each import/export page).
/// </summary>
public static class Clouds
{
    /// <summary>Worldwide, including GCC.</summary>
    public static Cloud Global { get; } = new(
        CloudName.Global, new Uri("https://login.microsoftonline.com/"), new Uri("https://graph.microsoft.com/"), ["outlook.office365.com", "outlook.office.com"]);

    /// <summary>US Government L4 (GCC High).</summary>
    public static Cloud GccHigh { get; } = new(
        CloudName.GccHigh, new Uri("https://login.microsoftonline.us/"), new Uri("https://graph.microsoft.us/"), ["outlook.office365.us"]);

    /// <summary>US Government L5 (DoD).</summary>
    public static Cloud DoD { get; } = new(
        CloudName.DoD, new Uri("https://login.microsoftonline.us/"), new Uri("https://dod-graph.microsoft.us/"), ["outlook-dod.office365.us"]);

    /// <summary>China, operated by 21Vianet.</summary>
    public static Cloud China { get; } = new(
        CloudName.China, new Uri("https://login.partner.microsoftonline.cn/"), new Uri("https://microsoftgraph.chinacloudapi.cn/"), ["partner.outlook.cn", "outlook.office365.cn"]);

    /// <summary>The clouds that exist, in the order of the table.</summary>
    public static IReadOnlyList<Cloud> All { get; } = [Global, GccHigh, DoD, China];

    private static readonly SearchValues<char> NeverInHosts = SearchValues.Create("/\\@?# ");

    // The names of Graph PowerShell, Exchange Online PowerShell, Azure and of everyday speech; punctuation and case do not matter.
    private static readonly Dictionary<string, CloudName> NamesInUse = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Global"] = CloudName.Global, ["Worldwide"] = CloudName.Global, ["Public"] = CloudName.Global, ["Commercial"] = CloudName.Global,
        ["GCC"] = CloudName.Global, ["AzureCloud"] = CloudName.Global, ["AzurePublic"] = CloudName.Global, ["O365Default"] = CloudName.Global,
        ["GCCHigh"] = CloudName.GccHigh, ["L4"] = CloudName.GccHigh, ["USGov"] = CloudName.GccHigh, ["USGovGCCHigh"] = CloudName.GccHigh,
        ["USGovernment"] = CloudName.GccHigh, ["USGovL4"] = CloudName.GccHigh, ["AzureUSGovernment"] = CloudName.GccHigh,
        ["O365USGovGCCHigh"] = CloudName.GccHigh, ["Fairfax"] = CloudName.GccHigh,
        ["DoD"] = CloudName.DoD, ["L5"] = CloudName.DoD, ["USGovDoD"] = CloudName.DoD, ["USGovL5"] = CloudName.DoD, ["O365USGovDoD"] = CloudName.DoD,
        ["China"] = CloudName.China, ["21Vianet"] = CloudName.China, ["AzureChina"] = CloudName.China, ["AzureChinaCloud"] = CloudName.China,
        ["O365China"] = CloudName.China, ["Mooncake"] = CloudName.China, ["Gallatin"] = CloudName.China,
        ["Germany"] = CloudName.Germany, ["AzureGermany"] = CloudName.Germany, ["AzureGermanyCloud"] = CloudName.Germany,
        ["O365GermanyCloud"] = CloudName.Germany, ["BlackForest"] = CloudName.Germany,
    };

    /// <summary>Whether mailboxes can be exported and imported in a cloud. Custom addresses are taken at their word.</summary>
    public static bool HasMailboxImportExport(CloudName name) => name is CloudName.Global or CloudName.Custom;

    /// <summary>The cloud of that name.</summary>
    /// <exception cref="MigrationException">CloudRetired for Germany; InvalidArgument for Custom, whose addresses only the administrator knows.</exception>
    public static Cloud Get(CloudName name) => name switch
    {
        CloudName.Global => Global,
        CloudName.GccHigh => GccHigh,
        CloudName.DoD => DoD,
        CloudName.China => China,
        CloudName.Germany => throw Retired(),
        _ => throw new MigrationException(ErrorIds.InvalidArgument, MigrationErrorKind.InvalidInput, $"The cloud '{name}' has no addresses of its own.")
        {
            Target = name.ToString(),
            Remedy = "Give the authority and the Graph address of the cloud.",
        },
    };

    /// <summary>The cloud that an administrator means by a name, for example <c>GCC</c>, <c>USGov</c>, <c>GCC High</c> or <c>O365USGovDoD</c>.</summary>
    /// <exception cref="MigrationException">InvalidArgument for a name nobody uses; CloudRetired for Germany.</exception>
    public static Cloud Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (NamesInUse.TryGetValue(OnlyLettersAndDigits(name), out CloudName known))
        {
            return Get(known);
        }

        throw new MigrationException(ErrorIds.InvalidArgument, MigrationErrorKind.InvalidInput, $"There is no cloud '{name}'.")
        {
            Target = name,
            Remedy = "Use Global (also for GCC), GccHigh, DoD or China; for any other cloud give its authority and Graph addresses.",
        };
    }

    /// <summary>A cloud by its addresses: the sandbox, or one newer than this table.</summary>
    /// <param name="authority">Entra ID's address.</param>
    /// <param name="graph">Microsoft Graph's address.</param>
    /// <param name="importHosts">Hosts (<c>host</c> or <c>host:port</c>) that import URLs point to.</param>
    /// <param name="tlsThumbprint">SHA-256 thumbprint (hex) of the only server certificate to accept; null = the machine's trust.</param>
    /// <exception cref="MigrationException">InvalidArgument, naming the value.</exception>
    public static Cloud Custom(Uri authority, Uri graph, IReadOnlyList<string> importHosts, string? tlsThumbprint = null)
    {
        ArgumentNullException.ThrowIfNull(importHosts);
        if (importHosts.Count == 0)
        {
            throw Unusable(string.Empty, "A custom cloud needs at least one import host.", "Give the host that import URLs point to, for example outlook.example.com or localhost:5002.");
        }

        return new Cloud(CloudName.Custom, Address(authority), Address(graph), [.. importHosts.Select(Host)], Thumbprint(tlsThumbprint));
    }

    /// <summary>Why a cloud cannot be used although signing in there works.</summary>
    /// <param name="cloud">A cloud where <see cref="HasMailboxImportExport"/> is false.</param>
    public static MigrationException NotAvailable(Cloud cloud)
    {
        ArgumentNullException.ThrowIfNull(cloud);
        return new MigrationException(
            ErrorIds.CloudNotAvailable,
            MigrationErrorKind.InvalidState,
            $"Microsoft Graph's mailbox import and export API does not exist in the cloud {cloud.Name} yet, so no mailbox can be migrated from or to it. Signing in works.")
        {
            Target = cloud.Name.ToString(),
            Remedy = "Nothing can be done but wait for Microsoft (roadmap: 'Import-Export, sovereign cloud availability'). GCC tenants use the cloud Global; check that the tenant is really in this one.",
        };
    }

    private static MigrationException Retired() => new(
        ErrorIds.CloudRetired,
        MigrationErrorKind.InvalidInput,
        "Microsoft Cloud Germany was closed on 29 October 2021; its addresses no longer answer.")
    {
        Target = nameof(CloudName.Germany),
        Remedy = "Its tenants were moved to Microsoft's worldwide datacenters in Germany: use the cloud Global.",
    };

    private static string OnlyLettersAndDigits(string name)
    {
        var kept = new StringBuilder(name.Length);
        foreach (char c in name)
        {
            if (char.IsLetterOrDigit(c))
            {
                kept.Append(c);
            }
        }

        return kept.ToString();
    }

    private static Uri Address(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsAbsoluteUri || address.Scheme != Uri.UriSchemeHttps || address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            throw Unusable(address.OriginalString, $"'{address.OriginalString}' cannot be the address of a cloud.", "Give an absolute address that begins with https:// and has no user name, query or fragment.");
        }

        return address.AbsolutePath.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
    }

    private static string Host(string host)
    {
        // A host alone or with a port; whatever else Uri would understand (a path, a user name) must not slip in.
        if (string.IsNullOrWhiteSpace(host)
            || host.AsSpan().IndexOfAny(NeverInHosts) >= 0
            || !Uri.TryCreate($"https://{host}/", UriKind.Absolute, out Uri? parsed))
        {
            throw Unusable(host ?? string.Empty, $"'{host}' is not an import host.", "Give a host name, with :port where it is not 443.");
        }

        return parsed.Authority;
    }

    private static string? Thumbprint(string? thumbprint)
    {
        if (string.IsNullOrWhiteSpace(thumbprint))
        {
            return null;
        }

        string hex = OnlyLettersAndDigits(thumbprint).ToUpperInvariant();
        if (hex.Length != 64 || !hex.All(char.IsAsciiHexDigit))
        {
            throw Unusable(thumbprint, $"'{thumbprint}' is not a SHA-256 thumbprint.", "Give the SHA-256 thumbprint of the server's certificate: 64 hexadecimal digits.");
        }

        return hex;
    }

    private static MigrationException Unusable(string value, string message, string remedy) =>
        new(ErrorIds.InvalidArgument, MigrationErrorKind.InvalidInput, message) { Target = value, Remedy = remedy };
}
