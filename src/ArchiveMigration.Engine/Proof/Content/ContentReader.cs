using System.Buffers;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Passes.Mapping;
using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.Engine.Proof.Content;

/// <summary>
/// Exports items of one side and makes their prints; where addresses are mapped or retention tags removed, also the print that the item has after that, as the
/// project says. An item too large to hold is exported again for that, once for the plan and once for the rewriting. For one lane.
/// </summary>
internal sealed class ContentReader(IMailbox mailbox, MappingRules? rules) : IDisposable
{
    private const int MostHeld = 4 * 1024 * 1024;
    private const int MostTries = 3;

    private readonly ItemPrinter printer = new();
    private readonly Base64Pieces pieces = new();
    private readonly AddressPlanner? planner = rules?.NewPlanner();
    private readonly MemoryStream held = new();

    /// <summary>Reads the items; each is answered, with its prints or with why it could not be read.</summary>
    public async Task<Dictionary<string, Printed>> ReadAsync(IReadOnlyList<MailboxItem> items, CancellationToken cancellationToken)
    {
        var answers = new Dictionary<string, Printed>(StringComparer.Ordinal);
        var open = items;
        for (var attempt = 1; open.Count > 0; attempt++)
        {
            try
            {
                // One by one after a failure: an answer that breaks off takes all that come after it along.
                foreach (var some in attempt == 1 ? [open] : open.Select(static item => (IReadOnlyList<MailboxItem>)[item]))
                {
                    await ExportAsync(some, answers, cancellationToken).ConfigureAwait(false);
                }
            }
            catch (MigrationException failure) when (failure.IsTransient && attempt < MostTries)
            {
                // The rest is asked for again.
            }
            catch (MigrationException failure) when (failure.IsTransient)
            {
                answers[open.First(item => !answers.ContainsKey(item.Id)).Id] = new Printed(null, null, failure);
            }

            open = [.. items.Where(item => !answers.ContainsKey(item.Id))];
        }

        foreach (var item in items.Where(item => answers[item.Id].IsTooLargeToMap))
        {
            var (mapped, planned) = await MapLargeAsync(item, cancellationToken).ConfigureAwait(false);
            answers[item.Id] = answers[item.Id] with { Mapped = mapped, Planned = planned, IsTooLargeToMap = false };
        }

        return answers;
    }

    public void Dispose()
    {
        printer.Dispose();
        pieces.Dispose();
        held.Dispose();
    }

    private async Task ExportAsync(IReadOnlyList<MailboxItem> items, Dictionary<string, Printed> answers, CancellationToken cancellationToken)
    {
        await foreach (var answer in mailbox.ExportAsync(items, cancellationToken).ConfigureAwait(false))
        {
            answers[answer.Item.Id] = answer.Content is null ? new Printed(null, null, answer.Error) : await PrintAsync(answer.Content, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<Printed> PrintAsync(Stream text, CancellationToken cancellationToken)
    {
        printer.Reset();
        held.SetLength(0);
        var fits = planner is not null;
        await DecodeAsync(
            text,
            bytes =>
            {
                printer.Push(bytes);
                fits = fits && held.Length + bytes.Length <= MostHeld;
                if (fits)
                {
                    held.Write(bytes);
                }
            },
            cancellationToken).ConfigureAwait(false);
        var print = printer.Complete();
        if (planner is null || !fits)
        {
            return new Printed(print, null, null) { IsTooLargeToMap = planner is not null };
        }

        planner.Reset();
        planner.Push(held.GetBuffer().AsSpan(0, (int)held.Length));
        var plan = planner.Complete();
        return new Printed(print, plan.Outcome == MappingOutcome.Mapped ? Rewrite(plan) : null, null) { Planned = AddressMapping.Of(plan) };
    }

    private ItemPrint? Rewrite(AddressPlan plan)
    {
        printer.Reset();
        using var sink = new PrinterStream(printer);
        using var rewriter = new AddressRewriter(plan, sink);
        rewriter.Push(held.GetBuffer().AsSpan(0, (int)held.Length));
        return rewriter.Complete().Outcome == MappingOutcome.Mapped ? printer.Complete() : null;
    }

    private async Task<(ItemPrint? Mapped, AddressMapping Planned)> MapLargeAsync(MailboxItem item, CancellationToken cancellationToken)
    {
        planner!.Reset();
        await foreach (var answer in mailbox.ExportAsync([item], cancellationToken).ConfigureAwait(false))
        {
            await DecodeAsync(answer.Content ?? Stream.Null, planner.Push, cancellationToken).ConfigureAwait(false);
        }

        var plan = planner.Complete();
        var planned = AddressMapping.Of(plan);
        if (plan.Outcome != MappingOutcome.Mapped)
        {
            return (null, planned);
        }

        printer.Reset();
        using var sink = new PrinterStream(printer);
        using var rewriter = new AddressRewriter(plan, sink);
        await foreach (var answer in mailbox.ExportAsync([item], cancellationToken).ConfigureAwait(false))
        {
            await DecodeAsync(answer.Content ?? Stream.Null, rewriter.Push, cancellationToken).ConfigureAwait(false);
        }

        return (rewriter.Complete().Outcome == MappingOutcome.Mapped ? printer.Complete() : null, planned);
    }

    private async Task DecodeAsync(Stream text, TakeBytes take, CancellationToken cancellationToken)
    {
        pieces.Reset();
        var buffer = ArrayPool<byte>.Shared.Rent(ItemBuffer.SegmentSize);
        try
        {
            int count;
            while ((count = await text.ReadAsync(buffer.AsMemory(0, ItemBuffer.SegmentSize), cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (!pieces.TryDecode(buffer.AsSpan(0, count), out var bytes))
                {
                    throw NotBase64();
                }

                take(bytes);
            }

            if (!pieces.TryEnd(out var last))
            {
                throw NotBase64();
            }

            take(last);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private MigrationException NotBase64() => new(ErrorIds.ServiceAnswerMalformed, MigrationErrorKind.InvalidData, $"An item of {mailbox.Address} was exported as something that is not base64.")
    {
        IsTransient = true,
    };

    private delegate void TakeBytes(ReadOnlySpan<byte> bytes);

    /// <summary>What reading an item gave.</summary>
    /// <param name="Print">Its print; null when it could not be read.</param>
    /// <param name="Mapped">The print with its addresses mapped and its retention tags removed; null when nothing would change, or the item is not mapped.</param>
    /// <param name="Error">Why it could not be read.</param>
    internal sealed record Printed(ItemPrint? Print, ItemPrint? Mapped, MigrationException? Error)
    {
        public bool IsTooLargeToMap { get; init; }

        /// <summary>What mapping it would change.</summary>
        public AddressMapping Planned { get; init; }
    }
}
