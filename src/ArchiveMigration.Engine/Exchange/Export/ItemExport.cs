using System.Runtime.CompilerServices;
using System.Text.Json;
using ArchiveMigration.Engine.Exchange.Http;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Exchange.Export;

/// <summary>
/// Exports items: asks each shard for its own, goes after moved ones, asks one by one for those the service left out, and
/// sees to it that each item is answered exactly once.
/// </summary>
internal sealed class ItemExport(MailboxCalls calls)
{
    private static readonly TimeSpan HeadPatience = TimeSpan.FromMinutes(5);

    public async IAsyncEnumerable<ExportedItem> ExportAsync(IReadOnlyList<MailboxItem> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(items.Count, MailboxLimits.MostItemsPerExport);
        var run = new ExportRun(calls, items);
        while (run.Next() is { } batch)
        {
            await Task.Delay(batch.Wait, calls.Transport.Time, cancellationToken).ConfigureAwait(false);
            (ExportAnswer? answer, MigrationException? refusal, string? requestId) = await OpenAsync(batch, cancellationToken).ConfigureAwait(false);
            if (answer is null)
            {
                if (batch.IsSingle)
                {
                    yield return new ExportedItem(batch.Items[0], refusal!);
                }
                else
                {
                    run.AskSingly(batch.Items, batch, TimeSpan.Zero);
                }

                continue;
            }

            Dictionary<string, MailboxItem> open = ExportRun.Open(batch);
            Exception? broken = null;
            await using (answer.ConfigureAwait(false))
            {
                while (true)
                {
                    ExportEntry? entry;
                    try
                    {
                        entry = await answer.NextAsync(cancellationToken).ConfigureAwait(false);
                    }
                    catch (AnswerBrokenException e)
                    {
                        broken = e;
                        break;
                    }

                    if (entry is null)
                    {
                        break;
                    }

                    if (ExportRun.Take(open, entry, batch) is { } item && run.Answer(item, entry, batch, requestId) is { } exported)
                    {
                        yield return exported;
                    }
                }
            }

            // Exchange leaves items out of answers about several; only an item left out of an answer about itself is given up.
            if (!batch.IsSingle)
            {
                run.AskSingly(open.Values, batch, TimeSpan.Zero);
            }
            else if (open.Count > 0)
            {
                if (broken is not null && batch.Patience.Next(Trouble.Malformed) is { } wait)
                {
                    run.AskSingly(open.Values, batch, wait);
                }
                else
                {
                    yield return new ExportedItem(batch.Items[0], broken is null ? NotReturned(requestId) : ExplainBreak(broken));
                }
            }
        }
    }

    /// <summary>
    /// Asks for an item that cannot exist: every answer about the item proves that asking is allowed.
    /// </summary>
    /// <exception cref="MigrationException">PermissionDenied, ArchiveAccessRefused, and what concerns sign-in or service.</exception>
    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        var nobody = new MailboxItem { Id = "AAAAAAAAAAAAAAAA", ShardId = calls.MailboxId, ItemClass = "IPM.Note" };
        (ExportAnswer? answer, _, string? requestId) = await OpenAsync(new ExportBatch(calls.MailboxId, [nobody], calls.Transport.Retries.Start()), cancellationToken).ConfigureAwait(false);
        if (answer is null)
        {
            return;
        }

        await using (answer.ConfigureAwait(false))
        {
            ExportItemError? error;
            try
            {
                error = (await answer.NextAsync(cancellationToken).ConfigureAwait(false))?.Error;
            }
            catch (AnswerBrokenException e)
            {
                throw ExplainBreak(e);
            }

            if (error is not null && ItemFailures.IsAboutAccess(error))
            {
                throw ItemFailures.OfExport(error, calls.Subject, calls.Address, requestId);
            }
        }
    }

    private async Task<(ExportAnswer? Answer, MigrationException? Refusal, string? RequestId)> OpenAsync(ExportBatch batch, CancellationToken cancellationToken)
    {
        byte[] question = JsonSerializer.SerializeToUtf8Bytes(new ExportQuestion([.. batch.Items.Select(item => item.Id)]), ExportJson.Default.ExportQuestion);
        try
        {
            GraphAnswer answer = await calls.Version.SendAsync(version => calls.Transport.SendAsync(
                calls.To(HttpMethod.Post, GraphOperation.ExportItems, new MailboxUrl(version, batch.MailboxId, null, "/exportItems")) with
                {
                    Body = question,
                    HeadPatience = HeadPatience,
                    AcceptsCompression = false,
                },
                cancellationToken)).ConfigureAwait(false);
            string? requestId = answer.Response.Headers.TryGetValues("request-id", out IEnumerable<string>? ids) ? ids.FirstOrDefault() : null;
            return (new ExportAnswer(answer, batch.IsSingle, error => ItemFailures.OfExport(error, calls.Subject, calls.Address, requestId), ExplainBreak), null, requestId);
        }
        catch (ServiceRefusedException e) when (CanBeTheItemsFault(e))
        {
            return (null, ItemFailures.OfExport(ItemFailures.ErrorIn(e.Failure), calls.Subject, calls.Address, e.Failure.RequestId), null);
        }
    }

    // A whole request can fail for one bad item in it. What concerns the mailbox, the sign-in or the service is thrown instead.
    private static bool CanBeTheItemsFault(ServiceRefusedException e) =>
        (int)e.Failure.Status is 400 or 404 or 413 or 422 or 500
        && e.ErrorId is ErrorIds.ServiceError or ErrorIds.ItemNotFound or ErrorIds.ServiceUnavailable;

    private MigrationException ExplainBreak(Exception cause) => cause.InnerException is { } inner
        ? ConnectionFailures.BrokenOff(calls.Subject, calls.Address, inner)
        : new MigrationException(ErrorIds.ServiceAnswerMalformed, MigrationErrorKind.InvalidData, $"An export from {calls.Subject} was cut short or is not what Graph documents: {cause.Message}", cause)
        {
            Target = calls.Address,
            Remedy = "The item is exported once more by itself.",
            IsTransient = true,
        };

    private MigrationException NotReturned(string? requestId) => new(
        ErrorIds.ItemNotReturned, MigrationErrorKind.Service, $"Exchange left an item of {calls.Subject} out of its answers, also when asked for it alone.")
    {
        Target = calls.Address,
        Remedy = "Retry the errors; if it stays, ask Microsoft support with the request id.",
        RequestId = requestId,
    };
}
