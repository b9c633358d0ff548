using System.Text;

namespace ArchiveMigration.Engine.Tests.Exchange;

/// <summary>A request that was sent, with its body.</summary>
internal sealed record Asked(HttpMethod Method, Uri Url, string? Authorization, string Body, long? ContentLength, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The URL without escapes, for comparing.</summary>
    public string Plain => Uri.UnescapeDataString(Url.AbsoluteUri);

    public static async Task<Asked> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        if (request.Content is not null)
        {
            await request.Content.CopyToAsync(body, cancellationToken);
        }

        return new Asked(
            request.Method,
            request.RequestUri!,
            request.Headers.Authorization?.ToString(),
            Encoding.UTF8.GetString(body.ToArray()),
            request.Content?.Headers.ContentLength,
            request.Headers.ToDictionary(header => header.Key, header => string.Join(" ", header.Value), StringComparer.OrdinalIgnoreCase));
    }
}
