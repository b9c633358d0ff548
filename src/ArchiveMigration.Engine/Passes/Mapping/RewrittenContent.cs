using System.Buffers;
using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.Engine.Passes.Mapping;

/// <summary>
/// The second pass over an item too large to hold: its text comes from the open export and goes on with the plan's addresses in it, base64 again.
/// What is written is read again on the way (<see cref="AddressRewriter"/>). When it must not be used this throws before the end of the text, so that
/// the body of the import stays unfinished and nothing is imported.
/// </summary>
/// <param name="plan">The plan of the first pass.</param>
/// <param name="text">The item's text as exported, from its beginning.</param>
/// <param name="length">Bytes of the rewritten text, when known.</param>
internal sealed class RewrittenContent(AddressPlan plan, Stream text, long? length) : StreamedContent(length)
{
    /// <summary>Why the rewritten item could not be used, or null.</summary>
    public string? Failure { get; private set; }

    /// <summary>Runs the pass without writing anything, and gives the length of the text that would be written; null when there is a <see cref="Failure"/>.</summary>
    /// <exception cref="MigrationException">Transient: the export broke off.</exception>
    public static async Task<(long? Length, string? Failure)> RehearseAsync(AddressPlan plan, Stream text, CancellationToken cancellationToken)
    {
        using var rewriter = new AddressRewriter(plan, Stream.Null);
        var failure = await PushAsync(rewriter, text, static _ => ValueTask.CompletedTask, cancellationToken).ConfigureAwait(false);
        if (failure is not null)
        {
            return (null, failure);
        }

        var result = rewriter.Complete();
        return result.Outcome == MappingOutcome.Mapped ? ((result.Length + 2) / 3 * 4, null) : (null, result.Reason);
    }

    /// <inheritdoc/>
    public override async Task CopyToAsync(Stream destination, CancellationToken cancellationToken)
    {
        using var encoded = new Base64Output();
        using var rewriter = new AddressRewriter(plan, encoded);
        Failure = await PushAsync(rewriter, text, FetchAsync, cancellationToken).ConfigureAwait(false);
        Failure ??= rewriter.Complete().Reason;
        if (Failure is not null)
        {
            throw NotTheSame(Failure);
        }

        encoded.Complete();
        await FetchAsync(cancellationToken).ConfigureAwait(false);

        async ValueTask FetchAsync(CancellationToken token)
        {
            var written = encoded.Fetch();
            await destination.WriteAsync(written, token).ConfigureAwait(false);
            BytesWritten += written.Length;
        }
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>What is told of an item whose second pass must not be used.</summary>
    public static MigrationException NotTheSame(string failure) => new(
        ErrorIds.ItemMigrationFailed, MigrationErrorKind.InvalidData, $"An item too large to hold was read twice to map the addresses in it, and the second time it could not be done: {failure}. Nothing of it was imported.")
    {
        Remedy = "It is imported byte for byte by itself, and listed among the items that were not mapped.",
        IsTransient = true,
    };

    private static async Task<string?> PushAsync(AddressRewriter rewriter, Stream text, Func<CancellationToken, ValueTask> pushed, CancellationToken cancellationToken)
    {
        using var pieces = new Base64Pieces();
        var buffer = ArrayPool<byte>.Shared.Rent(ItemBuffer.SegmentSize);
        try
        {
            int count;
            while ((count = await text.ReadAsync(buffer.AsMemory(0, ItemBuffer.SegmentSize), cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (!TryPush(buffer.AsSpan(0, count)))
                {
                    return rewriter.Failure ?? Base64Pieces.NotBase64;
                }

                await pushed(cancellationToken).ConfigureAwait(false);
            }

            return TryEnd() ? null : rewriter.Failure ?? Base64Pieces.NotBase64;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        bool TryPush(ReadOnlySpan<byte> some)
        {
            var isBase64 = pieces.TryDecode(some, out var item);
            rewriter.Push(item);
            return isBase64 && rewriter.Failure is null;
        }

        bool TryEnd()
        {
            var isBase64 = pieces.TryEnd(out var item);
            rewriter.Push(item);
            return isBase64 && rewriter.Failure is null;
        }
    }
}
