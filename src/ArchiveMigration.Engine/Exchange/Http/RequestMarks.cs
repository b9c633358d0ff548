using System.Net.Http.Headers;
using System.Reflection;

namespace ArchiveMigration.Engine.Exchange.Http;

/// <summary>What every request says of itself: which program sent it, and an id of its own for support tickets.</summary>
internal static class RequestMarks
{
    private static readonly ProductInfoHeaderValue UserAgent = new(
        "ArchiveMigration", typeof(RequestMarks).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]);

    public static void Put(HttpRequestMessage request)
    {
        request.Headers.UserAgent.Add(UserAgent);
        request.Headers.TryAddWithoutValidation("client-request-id", Guid.NewGuid().ToString());
        request.Headers.TryAddWithoutValidation("return-client-request-id", "true");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
    }
}
