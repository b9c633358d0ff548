using System.Collections.Concurrent;
using ArchiveMigration.Sandbox.Hosting;

namespace ArchiveMigration.Sandbox.Limits;

/// <summary>What clients asked since the start, for tests that say how a client must behave.</summary>
public sealed class SandboxTraffic
{
    private readonly ConcurrentDictionary<SandboxOperation, int> requests = [];
    private readonly ConcurrentDictionary<string, int> refusals = new(StringComparer.Ordinal);
    private long uploadedBytes;

    /// <summary>Called at the beginning of every request, within it.</summary>
    public Action<SandboxOperation>? OnRequest { get; set; }

    /// <summary>Called when an item was put into a folder, before anybody is told.</summary>
    public Action? OnImported { get; set; }

    /// <summary>Bytes of import bodies read.</summary>
    public long UploadedBytes => Interlocked.Read(ref uploadedBytes);

    /// <summary>Answers with an error code, by code: "ApplicationThrottled", "ErrorItemNotFound"...</summary>
    public IReadOnlyDictionary<string, int> Refusals => refusals;

    /// <summary>How often an operation was asked for.</summary>
    public int Requests(SandboxOperation operation) => requests.GetValueOrDefault(operation);

    internal Task CountAsync(SandboxOperation operation, Func<Task> answer)
    {
        Count(operation);
        return answer();
    }

    internal void Count(SandboxOperation operation)
    {
        requests.AddOrUpdate(operation, 1, static (_, count) => count + 1);
        OnRequest?.Invoke(operation);
    }

    internal void CountRefusal(string code) => refusals.AddOrUpdate(code, 1, static (_, count) => count + 1);

    internal void CountUpload(long bytes) => Interlocked.Add(ref uploadedBytes, bytes);
}
