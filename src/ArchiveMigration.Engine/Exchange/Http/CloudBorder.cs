using ArchiveMigration.Engine.Endpoints;

namespace ArchiveMigration.Engine.Exchange.Http;

/// <summary>
/// Decides where tokens and items may go: only to the hosts of the endpoint's cloud. Whatever URL a service hands out
/// (redirects, next pages, import sessions) is shown to the border before it is used.
/// </summary>
internal sealed class CloudBorder(Cloud cloud)
{
    public Cloud Cloud { get; } = cloud;

    /// <summary>Checks a URL that continues a request for a mailbox.</summary>
    /// <exception cref="MigrationException">RedirectRefused.</exception>
    public MailboxUrl CheckMailboxUrl(Uri url, string subject, string target)
    {
        if (url.IsAbsoluteUri
            && url.Scheme == Uri.UriSchemeHttps
            && url.UserInfo.Length == 0
            && url.Authority.Equals(Cloud.Graph.Authority, StringComparison.OrdinalIgnoreCase)
            && MailboxUrl.Parse(Cloud.Graph, url) is { } parsed)
        {
            return parsed;
        }

        throw Refused("Microsoft Graph answered with an address to go on at", url, Cloud.Graph.Authority, subject, target);
    }

    /// <summary>Checks a URL that continues a request for the directory.</summary>
    /// <exception cref="MigrationException">RedirectRefused.</exception>
    public Uri CheckDirectoryUrl(Uri url, string subject, string target)
    {
        return url.Scheme == Uri.UriSchemeHttps && url.UserInfo.Length == 0 && url.Authority.Equals(Cloud.Graph.Authority, StringComparison.OrdinalIgnoreCase)
            ? url
            : throw Refused("Microsoft Graph answered with an address to go on at", url, Cloud.Graph.Authority, subject, target);
    }

    /// <summary>Checks the URL of an import session. It is a credential: it appears in no message.</summary>
    /// <exception cref="MigrationException">RedirectRefused.</exception>
    public Uri CheckImportUrl(string url, string subject, string target)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed)
            && parsed.Scheme == Uri.UriSchemeHttps
            && parsed.UserInfo.Length == 0
            && Cloud.ImportHosts.Contains(parsed.Authority, StringComparer.OrdinalIgnoreCase))
        {
            return parsed;
        }

        throw Refused("Microsoft Graph opened an import session", parsed, string.Join(", ", Cloud.ImportHosts), subject, target);
    }

    private MigrationException Refused(string what, Uri? url, string allowed, string subject, string target)
    {
        // Only scheme and host are named: paths and queries of such URLs can hold credentials.
        string place = url is { IsAbsoluteUri: true } ? $"{url.Scheme}://{url.Authority}" : "an unreadable address";
        return new MigrationException(
            ErrorIds.RedirectRefused,
            MigrationErrorKind.Service,
            $"{what} for {subject} at {place}, which is not an address of the cloud {Cloud.Name} ({allowed}). Nothing was sent there.")
        {
            Target = target,
            Remedy = "If the cloud is right, this is a defect of the service or of something between it and this machine: ask Microsoft support. A custom cloud may need another Graph address or import host.",
        };
    }
}
