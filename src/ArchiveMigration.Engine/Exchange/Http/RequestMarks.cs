using System.Net.Http.Headers;
using System.Reflection;

namespace ArchiveMigration.Engine.Exchange.Http;

/// <summary>What every request says of itself: which program sent it, and an id of its own for support tickets.</summary>
internal static class RequestMarks
{
    // As text: to parse and write them for every item took a hundredth of all time.
    private static readonly string UserAgent = new ProductInfoHeaderValue(
        "ArchiveMigration", typeof(RequestMarks).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]).ToString();

    public static void Put(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        request.Headers.TryAddWithoutValidation("client-request-id", Guid.NewGuid().ToString());
        request.Headers.TryAddWithoutValidation("return-client-request-id", "true");
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
    }
}
