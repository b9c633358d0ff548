using System.IO.Compression;

namespace ArchiveMigration.Engine.Exchange.Http;

/// <summary>
/// Opens an answer's body, unpacked. Done here and not by the handler, because there it would be asked for on every request,
/// also on exports.
/// </summary>
internal static class AnswerBody
{
    /// <summary>The value of Accept-Encoding that <see cref="OpenAsync"/> understands.</summary>
    public const string AcceptedEncodings = "gzip, br";

    public static async Task<Stream> OpenAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        Stream raw = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        return response.Content.Headers.ContentEncoding.LastOrDefault()?.ToUpperInvariant() switch
        {
            "GZIP" => new GZipStream(raw, CompressionMode.Decompress),
            "BR" => new BrotliStream(raw, CompressionMode.Decompress),
            _ => raw,
        };
    }
}
