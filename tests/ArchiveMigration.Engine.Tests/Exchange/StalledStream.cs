namespace ArchiveMigration.Engine.Tests.Exchange;

/// <summary>Gives what it has, and then nothing, not even an end.</summary>
internal sealed class StalledStream(byte[] bytes, Action whenStalled) : MemoryStream(bytes, writable: false)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position < Length)
        {
            return Read(buffer.Span);
        }

        Task forEver = Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        whenStalled();
        await forEver;
        return 0;
    }
}
