using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ArchiveMigration.Engine.Exchange.Http;
using ArchiveMigration.Engine.Exchange.Pacing;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Exchange.Import;

/// <summary>
/// Imports items. An import is never repeated unless the service certainly did not carry it out: the same data twice makes two
/// items. What stays open is said to be open (ImportUncertain).
/// </summary>
internal sealed partial class ItemImport(MailboxCalls calls, HttpMessageInvoker http)
{
    private const int MostMoves = 5;
    private static readonly TimeSpan ShortestPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestPatience = TimeSpan.FromMinutes(20);
    private const double SlowestBytesPerSecond = 256 * 1024;

    private readonly ConcurrentDictionary<string, string> shardOfFolder = new(StringComparer.Ordinal);

    private readonly FullFolders fullFolders = new(calls);

    public ImportSessions Sessions { get; } = new(calls);

    /// <summary>Imports a new item, or puts the content in the place of one.</summary>
    public async Task<ImportedItem> ImportAsync(MailboxFolder folder, ImportedItem? replaced, ItemContent content, CancellationToken cancellationToken)
    {
        RetryPolicy.Patience patience = calls.Transport.Retries.Start();
        bool sessionWasRenewed = false;
        int moves = 0;
        while (true)
        {
            string mailboxId = ShardOf(folder);
            ImportSession session = await Sessions.GetAsync(mailboxId, cancellationToken).ConfigureAwait(false);
            MailboxGate gate = calls.Shards.For(mailboxId);
            ImportAttempt attempt = await TryAsync(session, gate, folder, replaced, content, cancellationToken).ConfigureAwait(false);
            if (attempt.Imported is { } imported)
            {
                return imported;
            }

            TimeSpan wait = TimeSpan.Zero;
            if (attempt.Failure is not { } failure)
            {
                if (attempt.MayHaveArrived)
                {
                    throw Uncertain("the answer was lost", null, attempt.Cause);
                }

                bool isFinal = attempt.Cause is not null && ConnectionFailures.IsFinal(attempt.Cause);
                wait = (isFinal ? null : patience.Next(Trouble.Connection)) ?? throw ConnectionFailures.Explain(session.Url.Host, calls.Address, attempt.Cause);
            }
            else if (ExpectedMailbox(failure) is { } expected && moves++ < MostMoves)
            {
                shardOfFolder[folder.Id] = expected;
            }
            else if (failure.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden && !sessionWasRenewed && !ServiceRefusals.IsQuota(failure))
            {
                sessionWasRenewed = true;
                Sessions.Drop(session);
            }
            else if (IsClearlyPassing(failure, attempt) is { } trouble && patience.Next(trouble, failure.RetryAfter) is { } pause)
            {
                gate.CloseFor(pause);
                wait = pause;
            }
            else if (FullFolders.CanBeMeant(failure) && await fullFolders.ExplainAsync(folder, failure, cancellationToken).ConfigureAwait(false) is { } full)
            {
                throw full;
            }
            else
            {
                throw replaced is not null && IsOtherVersion(failure) ? OtherVersion(failure) : Explain(failure, attempt);
            }

            // Waited for here even if the content is used up: whoever exports it again must not run into the same pause.
            await Task.Delay(wait, calls.Transport.Time, cancellationToken).ConfigureAwait(false);
            if (!attempt.CanBeSentAgain)
            {
                throw NotSent(attempt);
            }
        }
    }

    /// <summary>Waits until so many bytes may go to the mailbox that holds a folder, and keeps the room.</summary>
    public async Task<UploadRoom?> KeepRoomAsync(MailboxFolder folder, long bytes, CancellationToken cancellationToken) =>
        await calls.Shards.For(ShardOf(folder)).KeepRoomAsync(bytes, cancellationToken).ConfigureAwait(false);

    private string ShardOf(MailboxFolder folder) => shardOfFolder.TryGetValue(folder.Id, out string? shard) ? shard : calls.ShardOf(folder.Id);

    private async Task<ImportAttempt> TryAsync(ImportSession session, MailboxGate gate, MailboxFolder folder, ImportedItem? replaced, ItemContent content, CancellationToken cancellationToken)
    {
        using var body = new ImportBody(folder.Id, replaced, content);
        using GatePlace place = await gate.EnterAsync(body.ExpectedLength, content.Room as GateRoom, cancellationToken).ConfigureAwait(false);
        body.Passed = place.Passed;
        using var clock = new AnswerClock(PatienceFor(content.Length), calls.Transport.Time, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, session.Url) { Content = body };
        RequestMarks.Put(request);

        // Lets the service refuse (session over, other shard, too much) before content is spent that cannot be had twice.
        request.Headers.ExpectContinue = !content.CanBeSentAgain;
        bool hasSucceeded = false;
        try
        {
            using HttpResponseMessage response = await http.SendAsync(request, clock.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                ServiceFailure failure = await ServiceFailure.ReadAsync(response, calls.Transport.Time, clock.Token).ConfigureAwait(false);
                if (RefusedLimits.In(failure) is { } limit)
                {
                    gate.Refused(place, limit);
                }

                return Attempt(null) with { Failure = failure };
            }

            // From here on the item is there; what can still be lost is only its id.
            hasSucceeded = true;
            await using Stream stream = await AnswerBody.OpenAsync(response, clock.Token).ConfigureAwait(false);
            GraphImportedItem? item = await JsonSerializer.DeserializeAsync(stream, ImportJson.Default.GraphImportedItem, clock.Token).ConfigureAwait(false);
            return item?.ItemId is { Length: > 0 } id
                ? Attempt(null) with { Imported = new ImportedItem(id, item.ChangeKey, session.MailboxId) }
                : Attempt(null);
        }
        catch (Exception) when (body.ContentFailure is not null && !cancellationToken.IsCancellationRequested)
        {
            throw body.ContentFailure;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Attempt(null);
        }
        catch (Exception e) when (e is JsonException || ConnectionFailures.IsConnectionFailure(e))
        {
            return Attempt(e);
        }
        finally
        {
            place.Settle(body.Uploaded);
        }

        ImportAttempt Attempt(Exception? cause) => new()
        {
            Cause = cause,
            CanBeSentAgain = content.CanBeSentAgain || !body.HasBegun,
            MayHaveArrived = body.MayHaveArrived || hasSucceeded,
        };
    }

    /// <summary>The auxiliary mailbox that an expanded folder's items must be imported to, when that is what a 409 says.</summary>
    private static string? ExpectedMailbox(ServiceFailure failure) =>
        failure.Status == HttpStatusCode.Conflict && Expected().Match(failure.Message ?? failure.Body) is { Success: true } match ? match.Groups["id"].Value : null;

    // 429 is a promise that nothing was done. Server errors are none, unless the item had not yet got there.
    private static Trouble? IsClearlyPassing(ServiceFailure failure, ImportAttempt attempt)
    {
        Trouble? trouble = RetryPolicy.Classify(failure);
        return IsServerError(failure) && attempt.MayHaveArrived ? null : trouble;
    }

    private static bool IsServerError(ServiceFailure failure) => (int)failure.Status >= 500 || failure.Status == HttpStatusCode.RequestTimeout;

    private MigrationException Explain(ServiceFailure failure, ImportAttempt attempt)
    {
        bool isAboutTheSession = failure.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden && !ServiceRefusals.IsQuota(failure);
        if (!isAboutTheSession && RetryPolicy.Classify(failure) is null && ItemFailures.OfImport(failure, calls.Subject, calls.Address) is { } refusal)
        {
            return refusal;
        }

        return IsServerError(failure) && attempt.MayHaveArrived
            ? Uncertain("the service answered with an error of its own", failure, null)
            : ServiceRefusals.Explain(failure, calls.To(HttpMethod.Post, GraphOperation.ImportItem, new MailboxUrl(MailboxUrl.Beta, calls.MailboxId, null, string.Empty)));
    }

    // An update must name an item and version that are there (Graph, "Import Exchange mailbox item"); the codes are those of EWS for the same.
    private static bool IsOtherVersion(ServiceFailure failure) =>
        failure.Mentions("ErrorItemNotFound") || failure.Mentions("ErrorIrresolvableConflict") || failure.Mentions("ErrorInvalidChangeKey") || failure.Mentions("ErrorStaleObject");

    private MigrationException OtherVersion(ServiceFailure failure) => new(
        ErrorIds.DestinationItemChanged, MigrationErrorKind.InvalidData,
        $"An item was edited at the source after it was copied, but its copy in {calls.Subject} was changed too or is gone, or an update of it was cut off before it was recorded. It was left as it is.")
    {
        Target = calls.Address,
        Remedy = "Compare the two, and decide by hand which one is to stay.",
        ServiceCode = failure.CodeOrStatus,
        RequestId = failure.RequestId,
    };

    private MigrationException Uncertain(string why, ServiceFailure? failure, Exception? cause) => new(
        ErrorIds.ImportUncertain, MigrationErrorKind.Connection, $"An item was sent to {calls.Subject}, but {why}: it may be there or not.", cause)
    {
        Target = calls.Address,
        Remedy = "It is looked for at the destination before it is tried again, so that it is not there twice.",
        ServiceCode = failure?.CodeOrStatus,
        RequestId = failure?.RequestId,
        IsTransient = true,
    };

    private MigrationException NotSent(ImportAttempt attempt) => new(
        ErrorIds.ServiceUnavailable, MigrationErrorKind.Service, $"An item was not imported into {calls.Subject}: its content was used up by an attempt that was turned away.", attempt.Cause)
    {
        Target = calls.Address,
        Remedy = "It is exported once more by itself.",
        ServiceCode = attempt.Failure?.CodeOrStatus,
        RequestId = attempt.Failure?.RequestId,
        IsTransient = true,
    };

    private static TimeSpan PatienceFor(long? length) => length is { } bytes
        ? TimeSpan.FromSeconds(Math.Min(ShortestPatience.TotalSeconds + (bytes / SlowestBytesPerSecond), LongestPatience.TotalSeconds))
        : LongestPatience;

    [GeneratedRegex(@"expected in mailbox (?<id>MBX:[^\s.""\\]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Expected();
}
