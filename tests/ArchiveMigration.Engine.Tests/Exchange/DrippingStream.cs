namespace ArchiveMigration.Engine.Tests.Exchange;

/// <summary>Gives bytes in reads of sizes that the test chooses, and then ends or fails.</summary>
internal sealed class DrippingStream(byte[] bytes, Func<int, int> sizeOfNextRead, Exception? endsWith = null) : MemoryStream(bytes, writable: false)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        int left = (int)(Length - Position);
        if (left == 0)
        {
            return endsWith is null ? 0 : throw endsWith;
        }

        return Read(buffer.Span[..Math.Min(buffer.Length, Math.Clamp(sizeOfNextRead(left), 1, left))]);
    }
}
