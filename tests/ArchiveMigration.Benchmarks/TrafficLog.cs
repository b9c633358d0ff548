using System.Diagnostics;
using System.Net.Http.Json;

namespace ArchiveMigration.Benchmarks;

/// <summary>What the pretend service counted, over time: for each destination mailbox a sample at every look.</summary>
internal sealed class TrafficLog(SandboxAccess access, long bytesThatBegin) : IDisposable
{
    private readonly HttpClient http = access.Connect();
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly Dictionary<Guid, List<Sample>> samples = access.DestinationArchives.ToDictionary(archive => archive, _ => new List<Sample>());
    private readonly Dictionary<Guid, Sample> starts = [];

    /// <summary>Requests to all mailboxes, sources included.</summary>
    public long Requests { get; private set; }

    /// <summary>Of those, the ones answered 429.</summary>
    public long Refused { get; private set; }

    /// <summary>Takes a sample.</summary>
    public async Task LookAsync()
    {
        var counts = await http.GetFromJsonAsync<MailboxCount[]>(new Uri(access.Graph, "sandbox/traffic")) ?? [];
        Requests = counts.Sum(count => count.RequestCount);
        Refused = counts.Sum(count => count.RefusedCount);
        foreach (var count in counts)
        {
            if (!samples.TryGetValue(count.Mailbox, out var taken))
            {
                continue;
            }

            var now = new Sample(watch.Elapsed, count.RequestCount - count.RefusedCount, count.UploadedBytes);
            if (count.UploadedBytes >= bytesThatBegin)
            {
                // The last look before the first upload: whatever came after it belongs to the windows.
                starts.TryAdd(count.Mailbox, taken.Count > 0 ? taken[^1] : now with { Requests = 0, Bytes = 0 });
            }

            taken.Add(now);
        }
    }

    /// <summary>Whether every mailbox has been uploading for so long.</summary>
    public bool Covers(TimeSpan span) => starts.Count == samples.Count && starts.All(start => samples[start.Key][^1].At >= start.Value.At + span);

    /// <summary>What a mailbox was sent in so much time from its first upload on.</summary>
    public double In(Guid mailbox, TimeSpan span, bool byBytes)
    {
        var start = starts[mailbox];
        var end = start.At + span;
        var after = samples[mailbox].FindIndex(sample => sample.At >= end);
        var (earlier, later) = (samples[mailbox][after - 1], samples[mailbox][after]);
        var part = (end - earlier.At) / (later.At - earlier.At);
        return byBytes
            ? earlier.Bytes + (part * (later.Bytes - earlier.Bytes)) - start.Bytes
            : earlier.Requests + (part * (later.Requests - earlier.Requests)) - start.Requests;
    }

    public void Dispose() => http.Dispose();

    private readonly record struct Sample(TimeSpan At, long Requests, long Bytes);

    private sealed record MailboxCount(Guid Mailbox, long RequestCount, long RefusedCount, long UploadedBytes);
}
