using System.Globalization;
using System.Threading.Channels;
using ArchiveMigration.Engine.Ledger.Store;

namespace ArchiveMigration.Engine.Logging;

/// <summary>
/// Writes lines to a file in the background. Whoever adds one never waits for the disk: when it cannot keep up, lines are left out and counted; when it cannot be written at all,
/// that is said once and the log is given up. Each batch is handed to the operating system at once, so that a killed process loses next to nothing.
/// </summary>
internal sealed class LogFile : IAsyncDisposable
{
    /// <summary>A run that fails a million times says so in its first hundred megabytes.</summary>
    internal const long MostBytes = 100L * 1024 * 1024;

    private const int MostWaiting = 50_000;

    private readonly Channel<byte[]> lines = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Func<string, byte[]> remark;
    private readonly Action<Exception> onGivenUp;
    private readonly long most;
    private readonly Task writing;
    private long waiting;
    private long leftOut;

    /// <param name="path">The file; made with its folder when the first line comes, readable by the owner only, and appended to when it is there.</param>
    /// <param name="remark">Makes a line about the log itself.</param>
    /// <param name="onGivenUp">Told once when the file cannot be written.</param>
    /// <param name="most">Bytes that are written at most.</param>
    public LogFile(string path, Func<string, byte[]> remark, Action<Exception> onGivenUp, long most = MostBytes)
    {
        Path = path;
        this.remark = remark;
        this.onGivenUp = onGivenUp;
        this.most = most;
        writing = Task.Run(WriteAsync);
    }

    public string Path { get; }

    /// <summary>Adds a line, from any thread.</summary>
    public void Add(byte[] line)
    {
        if (Interlocked.Increment(ref waiting) > MostWaiting || !lines.Writer.TryWrite(line))
        {
            Interlocked.Decrement(ref waiting);
            Interlocked.Increment(ref leftOut);
        }
    }

    /// <summary>Writes what was added, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        lines.Writer.TryComplete();
        await writing.ConfigureAwait(false);
    }

    private async Task WriteAsync()
    {
        try
        {
            FileStream? file = null;
            try
            {
                var written = 0L;
                var isFull = false;
                while (await lines.Reader.WaitToReadAsync().ConfigureAwait(false))
                {
                    file ??= Open();
                    while (lines.Reader.TryRead(out var line))
                    {
                        Interlocked.Decrement(ref waiting);
                        if (Interlocked.Exchange(ref leftOut, 0) is > 0 and var count && !isFull)
                        {
                            Write(string.Create(CultureInfo.InvariantCulture, $"{count} lines were left out: they came faster than the disk took them."));
                        }

                        if (!isFull && written + line.Length > most)
                        {
                            isFull = true;
                            Write(string.Create(CultureInfo.InvariantCulture, $"The log of one run ends at {most / 1024 / 1024} MB. What became of each item is in the store: Get-ArchiveMigrationItem."));
                        }

                        if (!isFull)
                        {
                            file.Write(line);
                            written += line.Length;
                        }
                    }

                    file.Flush();
                }

                void Write(string message)
                {
                    var line = remark(message);
                    file.Write(line);
                    written += line.Length;
                }
            }
            finally
            {
                if (file is not null)
                {
                    await file.DisposeAsync().ConfigureAwait(false);
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            lines.Writer.TryComplete();
            onGivenUp(failure);
        }
    }

    private FileStream Open()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        return StoreFile.OpenOwned(Path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
    }
}
