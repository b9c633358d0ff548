namespace ArchiveMigration.Engine.Exchange.Http;

/// <summary>
/// The way one request takes from the main mailbox of an auto-expanded archive to the auxiliary one that holds the folder
/// (Graph, "Handle archive mailbox redirects"): at most a few hops, none twice.
/// </summary>
internal sealed class RedirectTrail(CloudBorder border, GraphCall call)
{
    private const int MostHops = 5;

    private readonly HashSet<string> visited = new(StringComparer.OrdinalIgnoreCase) { call.Url.AbsoluteUri };

    /// <summary>Where to send the request now.</summary>
    public Uri Url { get; private set; } = call.Url;

    /// <summary>Goes to where a 307 or 308 points.</summary>
    /// <exception cref="MigrationException">RedirectRefused: no place, a foreign place, a loop or too many hops.</exception>
    public void Follow(HttpResponseMessage redirect)
    {
        Uri location = redirect.Headers.Location ?? throw Lost("without saying where to");
        if (!location.IsAbsoluteUri)
        {
            location = new Uri(Url, location);
        }

        MailboxUrl next = border.CheckMailboxUrl(location, call.Subject, call.Target);
        MailboxUrl asked = MailboxUrl.Parse(border.Cloud.Graph, Url) ?? throw Lost("although it was not for a mailbox");

        // The documented Location names the folder; what was asked of the folder (/items, the query) has to be put back.
        if (next.Tail.Length == 0)
        {
            next = next with { FolderId = next.FolderId ?? asked.FolderId, Tail = asked.Tail };
        }

        string query = location.Query.Length > 1 ? location.Query[1..] : Url.Query.TrimStart('?');
        Url = next.In(border.Cloud.Graph, query);
        if (!visited.Add(Url.AbsoluteUri))
        {
            throw Lost("in a circle");
        }

        if (visited.Count > MostHops + 1)
        {
            throw Lost("too many times");
        }
    }

    private MigrationException Lost(string how) => new(
        ErrorIds.RedirectRefused, MigrationErrorKind.Service, $"Microsoft Graph redirected a request for {call.Subject} {how}.")
    {
        Target = call.Target,
        Remedy = "Exchange is probably moving parts of the auto-expanded archive; try again later.",
        IsTransient = true,
    };
}
