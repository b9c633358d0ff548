using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArchiveMigration.Sandbox.Entra;
using ArchiveMigration.Sandbox.Exchange;
using ArchiveMigration.Sandbox.Hosting;
using ArchiveMigration.Sandbox.Limits;
using ArchiveMigration.Sandbox.Mailboxes;
using ArchiveMigration.Sandbox.Scenarios;
using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Sandbox.Tests.Hosting;

/// <summary>A sandbox with one user, user1, and a client that pins its certificate.</summary>
internal sealed class RunningSandbox : IAsyncDisposable
{
    private readonly Dictionary<SandboxTenant, string> tokens = [];

    private RunningSandbox(SandboxScenario scenario, SandboxHost host, (SandboxUser Source, SandboxUser Destination) user)
    {
        Scenario = scenario;
        Host = host;
        Source = user.Source;
        Destination = user.Destination;
        Client = MakeClient(host);
    }

    public SandboxScenario Scenario { get; }

    public SandboxHost Host { get; }

    public SandboxUser Source { get; }

    public SandboxUser Destination { get; }

    public SandboxMailbox SourceArchive => Source.Archive!;

    public SandboxMailbox DestinationArchive => Destination.Archive!;

    public HttpClient Client { get; }

    public static async Task<RunningSandbox> StartAsync(
        TimeProvider? time = null,
        SandboxLimits? limits = null,
        ExchangeBehaviour? exchange = null,
        EntraBehaviour? entra = null)
    {
        var scenario = SandboxScenario.Empty();
        scenario.AddUser("user1", "User 1");
        var host = await SandboxHost.StartAsync(new SandboxOptions
        {
            Tenants = scenario.Tenants,
            Time = time ?? TimeProvider.System,
            Limits = limits ?? new SandboxLimits(),
            Exchange = exchange ?? new ExchangeBehaviour(),
            Entra = entra ?? new EntraBehaviour(),
        });
        scenario.SourceApplication.GrantedRoles.Add("MailboxFolder.ReadWrite.All");
        scenario.DestinationApplication.GrantedRoles.UnionWith(["MailboxItem.ReadWrite.All", "MailboxItem.Export.All"]);
        return new RunningSandbox(scenario, host, scenario.Users[0]);
    }

    public static HttpClient MakeClient(SandboxHost host) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        SslOptions =
        {
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                certificate?.GetCertHashString(HashAlgorithmName.SHA256) == host.TlsThumbprint,
        },
    });

    public async Task<HttpResponseMessage> SignInAsync(SandboxTenant tenant, params (string Name, string Value)[] form) =>
        await Client.PostAsync(
            new Uri(Host.AuthorityUrl, $"{tenant.Id}/oauth2/v2.0/token"),
            new FormUrlEncodedContent(form.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))));

    public Task<HttpResponseMessage> SignInAsync(SandboxTenant tenant, string secret) => SignInAsync(
        tenant,
        ("grant_type", "client_credentials"),
        ("client_id", ApplicationOf(tenant).ClientId.ToString()),
        ("client_secret", secret),
        ("scope", Scope));

    /// <summary>The resource that an application asks a token for.</summary>
    public string Scope => new Uri(Host.GraphUrl, ".default").ToString();

    public SandboxApplication ApplicationOf(SandboxTenant tenant) =>
        tenant == Scenario.Source ? Scenario.SourceApplication : Scenario.DestinationApplication;

    public async Task<string> TokenAsync(SandboxTenant tenant)
    {
        if (!tokens.TryGetValue(tenant, out var token))
        {
            using var answer = await SignInAsync(tenant, Scenario.ClientSecret);
            token = (await JsonAsync(answer))["access_token"]!.GetValue<string>();
            tokens[tenant] = token;
        }

        return token;
    }

    /// <summary>Sends a Graph request of the tenant's application; the path begins with the version.</summary>
    public async Task<HttpResponseMessage> SendAsync(SandboxTenant tenant, HttpMethod method, string path, JsonNode? body = null, string? prefer = null)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith("https:", StringComparison.Ordinal) ? new Uri(path) : new Uri(Host.GraphUrl, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(tenant));
        if (prefer is not null)
        {
            request.Headers.Add("Prefer", prefer);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        return await Client.SendAsync(request);
    }

    public Task<HttpResponseMessage> GetAsync(SandboxMailbox mailbox, string relative, string version = "beta") =>
        SendAsync(mailbox.Tenant, HttpMethod.Get, PathOf(mailbox, relative, version));

    public async Task<JsonNode> GetJsonAsync(SandboxMailbox mailbox, string relative, string version = "beta")
    {
        using var answer = await GetAsync(mailbox, relative, version);
        return await JsonAsync(answer);
    }

    public static string PathOf(SandboxMailbox mailbox, string relative, string version = "beta") =>
        $"/{version}/admin/exchange/mailboxes/{mailbox.GraphId}/{relative}";

    public Task<HttpResponseMessage> ExportAsync(SandboxMailbox mailbox, params string[] ids) => SendAsync(
        mailbox.Tenant,
        HttpMethod.Post,
        PathOf(mailbox, "exportItems"),
        new JsonObject { ["itemIds"] = new JsonArray([.. ids.Select(id => (JsonNode)id)]) });

    public async Task<Uri> OpenSessionAsync(SandboxMailbox mailbox)
    {
        using var answer = await SendAsync(mailbox.Tenant, HttpMethod.Post, PathOf(mailbox, "createImportSession"));
        return new Uri((await JsonAsync(answer))["importUrl"]!.GetValue<string>());
    }

    public Task<HttpResponseMessage> ImportAsync(Uri session, string json) =>
        Client.PostAsync(session, new StringContent(json, Encoding.UTF8, "application/json"));

    public Task<HttpResponseMessage> ImportAsync(Uri session, SandboxFolder folder, byte[] item) => ImportAsync(
        session,
        $$"""{"FolderId":"{{folder.Id}}","Mode":"create","Data":"{{Convert.ToBase64String(item)}}"}""");

    /// <summary>The ids of a folder's items, in the order of arrival.</summary>
    public async Task<IReadOnlyList<string>> ItemIdsAsync(SandboxFolder folder)
    {
        var page = await GetJsonAsync(folder.Mailbox, $"folders/{Uri.EscapeDataString(folder.Id)}/items?$top=999&$select=id");
        return [.. page["value"]!.AsArray().Select(item => item!["id"]!.GetValue<string>())];
    }

    public static async Task<JsonNode> JsonAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return JsonNode.Parse(text) ?? throw new JsonException("null");
    }

    public static async Task<string?> ErrorCodeAsync(HttpResponseMessage answer) => (await JsonAsync(answer))["error"]?["code"]?.GetValue<string>();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
    }
}
