using System.Text.Json;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Exchange.Http;

namespace ArchiveMigration.Engine.Exchange.Authentication;

/// <summary>Reads a tenant's openid-configuration. It needs no sign-in and tells id and region.</summary>
internal sealed class TenantMetadataReader(MigrationEndpoint endpoint, HttpClient http, TimeProvider time)
{
    public async Task<TenantMetadata> ReadAsync(CancellationToken cancellationToken)
    {
        var url = new Uri(endpoint.Cloud.Authority, $"{Uri.EscapeDataString(endpoint.TenantId)}/v2.0/.well-known/openid-configuration");
        try
        {
            using HttpResponseMessage response = await http.GetAsync(url, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                throw SignInFailures.Explain(await ServiceFailure.ReadAsync(response, time, cancellationToken).ConfigureAwait(false), endpoint);
            }

            byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            return TenantMetadata.Parse(body) ?? throw new JsonException();
        }
        catch (JsonException e)
        {
            throw new MigrationException(ErrorIds.ServiceAnswerMalformed, MigrationErrorKind.InvalidData, $"What {url.Host} says about the tenant {endpoint.TenantId} cannot be read.", e)
            {
                Target = endpoint.TenantId,
                Remedy = "Check the endpoint's authority; something between this machine and Entra ID may have answered instead.",
                IsTransient = true,
            };
        }
        catch (Exception e) when (ConnectionFailures.IsConnectionFailure(e) || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw ConnectionFailures.Explain(url.Host, endpoint.Name, e is OperationCanceledException ? null : e);
        }
    }
}
