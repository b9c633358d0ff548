using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Tests.Exchange;

/// <summary>Content to import: held in memory, or pretending to stream through once.</summary>
internal sealed class BufferedContent(byte[] base64, bool streamsOnce = false) : ItemContent
{
    private int copies;

    public override long? Length => streamsOnce ? null : base64.Length;

    public override bool CanBeSentAgain => !streamsOnce;

    /// <summary>How often the content was asked for.</summary>
    public int Copies => copies;

    /// <summary>Thrown half way through.</summary>
    public MigrationException? BreaksOffWith { get; init; }

    public override async Task CopyToAsync(Stream destination, CancellationToken cancellationToken)
    {
        Assert.True(Interlocked.Increment(ref copies) == 1 || !streamsOnce, "Content that streams once was asked for again.");
        await destination.WriteAsync(base64.AsMemory(0, base64.Length / 2), cancellationToken);
        if (BreaksOffWith is not null)
        {
            throw BreaksOffWith;
        }

        await destination.WriteAsync(base64.AsMemory(base64.Length / 2), cancellationToken);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
