using System.Runtime.CompilerServices;
using ArchiveMigration.Engine.Exchange.Http;
using ArchiveMigration.Engine.Mailboxes;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions.Authentication;

namespace ArchiveMigration.Engine.Exchange.Directory;

/// <summary>
/// The directory, through Microsoft's SDK: these calls it types well. Nothing else uses the SDK, and nothing loads it before
/// the directory is asked.
/// </summary>
internal sealed class GraphDirectory : IDisposable
{
    /// <summary>Graph's own limit of a page of users.</summary>
    private const int LargestPage = 999;

    private const string SmtpPrefix = "smtp:";

    private readonly HttpClient http;
    private readonly GraphServiceClient graph;

    public GraphDirectory(GraphTransport transport)
    {
        // The transport signs, retries and explains; the SDK only writes the URLs and reads the answers.
        http = new HttpClient(new DirectoryHandler(transport)) { Timeout = Timeout.InfiniteTimeSpan };
        graph = new GraphServiceClient(http, new AnonymousAuthenticationProvider(), new Uri(transport.Border.Cloud.Graph, "v1.0").AbsoluteUri);
    }

    /// <summary>The organization's name.</summary>
    public async Task<string?> ReadOrganizationNameAsync(CancellationToken cancellationToken)
    {
        OrganizationCollectionResponse? answer = await graph.Organization
            .GetAsync(request => request.QueryParameters.Select = ["id", "displayName"], cancellationToken).ConfigureAwait(false);
        return answer?.Value?.FirstOrDefault()?.DisplayName;
    }

    /// <summary>The object id of the one user who has an address among all his addresses, or null.</summary>
    public async Task<string?> FindUserAsync(string address, CancellationToken cancellationToken)
    {
        string literal = address.Replace("'", "''", StringComparison.Ordinal);
        UserCollectionResponse? answer = await graph.Users.GetAsync(
            request =>
            {
                request.QueryParameters.Filter = $"proxyAddresses/any(p:p eq 'smtp:{literal}')";
                request.QueryParameters.Select = ["id"];
                request.QueryParameters.Top = 2;
            },
            cancellationToken).ConfigureAwait(false);
        return answer?.Value is [{ Id: { } id }] ? id : null;
    }

    /// <summary>The enabled Exchange plans of a user, found by any address or by the principal name; null when there is no such user.</summary>
    public async Task<IReadOnlyCollection<Guid>?> ReadExchangePlansAsync(string address, CancellationToken cancellationToken)
    {
        string id = await FindUserAsync(address, cancellationToken).ConfigureAwait(false) ?? address;
        User? user = await graph.Users[id].GetAsync(request => request.QueryParameters.Select = ["id", "assignedPlans"], cancellationToken).ConfigureAwait(false);
        return user?.AssignedPlans?
            .Where(plan => plan.ServicePlanId is not null && string.Equals(plan.Service, "exchange", StringComparison.OrdinalIgnoreCase))
            .Where(plan => plan.CapabilityStatus is null or "Enabled" or "Warning")
            .Select(plan => plan.ServicePlanId!.Value)
            .ToHashSet();
    }

    /// <summary>The people who have a mail address. Guests have one of another tenant, and no mailbox here.</summary>
    public async IAsyncEnumerable<DirectoryUser> ListUsersAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        UserCollectionResponse? page = await graph.Users.GetAsync(
            request =>
            {
                request.QueryParameters.Select = ["id", "displayName", "mail", "userPrincipalName", "proxyAddresses"];
                request.QueryParameters.Top = LargestPage;
            },
            cancellationToken).ConfigureAwait(false);
        while (page is not null)
        {
            foreach (User user in page.Value ?? [])
            {
                if (user is { Id: { } id, Mail: { Length: > 0 } mail, UserPrincipalName: { } name } && !name.Contains("#EXT#", StringComparison.OrdinalIgnoreCase))
                {
                    yield return new DirectoryUser(id, name, mail, user.DisplayName, [mail, .. SmtpAddresses(user)]);
                }
            }

            page = page.OdataNextLink is { } next ? await graph.Users.WithUrl(next).GetAsync(cancellationToken: cancellationToken).ConfigureAwait(false) : null;
        }
    }

    public void Dispose()
    {
        graph.Dispose();
        http.Dispose();
    }

    private static IEnumerable<string> SmtpAddresses(User user) =>
        (user.ProxyAddresses ?? []).Where(address => address.StartsWith(SmtpPrefix, StringComparison.OrdinalIgnoreCase)).Select(address => address[SmtpPrefix.Length..]);
}
