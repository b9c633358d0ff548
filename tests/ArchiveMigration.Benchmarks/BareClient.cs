using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace ArchiveMigration.Benchmarks;

/// <summary>
/// The least possible client: lists ids, exports twenty at a time on four lanes, imports on four lanes. No ledger, no search keys, no checks, no
/// retries; each answer is read whole and the base64 is cut out of it. What the pipeline is held against.
/// </summary>
internal sealed class BareClient(HttpClient http, SandboxAccess access)
{
    private static readonly byte[] DataStart = "\"data\":\""u8.ToArray();

    /// <summary>Copies every item of one archive into one folder of another.</summary>
    /// <returns>The number of items copied.</returns>
    public async Task<int> CopyAsync(string sourceAddress, string destinationAddress)
    {
        var source = await OpenAsync(access.Source, sourceAddress);
        var destination = await OpenAsync(access.Destination, destinationAddress);
        var from = (await GetAsync($"{source.Url}/folders?$top=100", source.Token)).GetProperty("value").EnumerateArray().Single(folder => folder.GetProperty("displayName").GetString() == "Bulk").GetProperty("id").GetString()!;
        var to = (await PostAsync($"{destination.Url}/folders", destination.Token, $$"""{"displayName":"Bare {{Guid.NewGuid()}}","type":"IPF.Note"}""")).GetProperty("id").GetString()!;
        var importUrl = (await PostAsync($"{destination.Url}/createImportSession", destination.Token, "{}")).GetProperty("importUrl").GetString()!;

        var batches = Channel.CreateUnbounded<string[]>();
        var contents = Channel.CreateBounded<ReadOnlyMemory<byte>>(64);
        var count = 0;
        var exporters = Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            await foreach (var ids in batches.Reader.ReadAllAsync())
            {
                await ExportAsync(source, ids, contents.Writer);
            }
        }));
        _ = exporters.ContinueWith(task => contents.Writer.TryComplete(task.Exception), TaskScheduler.Default);
        var head = Encoding.UTF8.GetBytes($$"""{"FolderId":"{{to}}","Mode":"create","Data":" """.TrimEnd());
        var importers = Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            await foreach (var content in contents.Reader.ReadAllAsync())
            {
                using var body = new ItemBody(head, content);
                using var answer = await http.PostAsync(importUrl, body);
                answer.EnsureSuccessStatusCode();
                await answer.Content.CopyToAsync(Stream.Null);
                Interlocked.Increment(ref count);
            }
        }));

        var next = $"{source.Url}/folders/{Uri.EscapeDataString(from)}/items?$select=id,size&$top=250";
        while (next is not null)
        {
            var page = await GetAsync(next, source.Token);
            foreach (var batch in page.GetProperty("value").EnumerateArray().Chunk(20))
            {
                var perRequest = batch[0].GetProperty("size").GetInt64() > 256 * 1024 ? 1 : 20;
                foreach (var ids in batch.Select(item => item.GetProperty("id").GetString()!).Chunk(perRequest))
                {
                    batches.Writer.TryWrite(ids);
                }
            }

            next = page.TryGetProperty("@odata.nextLink", out var link) ? link.GetString() : null;
        }

        batches.Writer.Complete();
        await Task.WhenAll(exporters, importers);
        return count;
    }

    private async Task ExportAsync((string Url, string Token) source, string[] ids, ChannelWriter<ReadOnlyMemory<byte>> contents)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{source.Url}/exportItems") { Content = JsonContent.Create(new { itemIds = ids }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", source.Token);
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        ReadOnlyMemory<byte> body = await answer.Content.ReadAsByteArrayAsync();
        for (int start; (start = body.Span.IndexOf(DataStart)) >= 0;)
        {
            body = body[(start + DataStart.Length)..];
            var length = body.Span.IndexOf((byte)'"');
            await contents.WriteAsync(body[..length]);
            body = body[length..];
        }
    }

    private async Task<(string Url, string Token)> OpenAsync(TenantAccess tenant, string address)
    {
        var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = tenant.ClientId,
            ["client_secret"] = tenant.ClientSecret,
            ["scope"] = $"{access.Graph}.default",
        });
        using var answer = await http.PostAsync($"{access.Authority}{tenant.TenantId}/oauth2/v2.0/token", form);
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
        var settings = await GetAsync($"{access.Graph}beta/users/{address}/settings/exchange", token);
        return ($"{access.Graph}beta/admin/exchange/mailboxes/{settings.GetProperty("inPlaceArchiveMailboxId").GetString()}", token);
    }

    private async Task<JsonElement> GetAsync(string url, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<JsonElement> PostAsync(string url, string token, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private sealed class ItemBody : HttpContent
    {
        private static readonly byte[] Tail = "\"}"u8.ToArray();
        private readonly byte[] head;
        private readonly ReadOnlyMemory<byte> content;

        public ItemBody(byte[] head, ReadOnlyMemory<byte> content)
        {
            this.head = head;
            this.content = content;
            Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            await stream.WriteAsync(head);
            await stream.WriteAsync(content);
            await stream.WriteAsync(Tail);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = head.Length + content.Length + Tail.Length;
            return true;
        }
    }
}
