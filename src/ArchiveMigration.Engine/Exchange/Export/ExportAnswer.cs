using ArchiveMigration.Engine.Exchange.Http;

namespace ArchiveMigration.Engine.Exchange.Export;

/// <summary>
/// Reads the answer of one exportItems request while it arrives: element after element, each item's content as a stream that
/// ends at its closing quote. The order of properties is not relied on, except that an answer about several items must name
/// the item before its data.
/// </summary>
internal sealed class ExportAnswer : IAsyncDisposable
{
    private static readonly TimeSpan ReadPatience = TimeSpan.FromMinutes(2);

    private readonly GraphAnswer answer;
    private readonly bool isAboutOneItem;
    private readonly Func<ExportItemError, MigrationException> explainItem;
    private readonly Func<Exception, MigrationException> explainBreak;
    private readonly JsonByteReader json;
    private Stream? body;
    private ExportedContent? content;
    private bool hasStarted;
    private bool isFirstElement = true;
    private bool hasEnded;
    private bool isBroken;

    /// <param name="answer">The answer, whose body is unread; owned from now on.</param>
    /// <param name="isAboutOneItem">Whether one item was asked for, which then needs no name.</param>
    /// <param name="explainItem">Makes a failure of an item's error, for the case that it comes after the data.</param>
    /// <param name="explainBreak">Makes a transient failure of a break, for readers of the content.</param>
    public ExportAnswer(GraphAnswer answer, bool isAboutOneItem, Func<ExportItemError, MigrationException> explainItem, Func<Exception, MigrationException> explainBreak)
    {
        this.answer = answer;
        this.isAboutOneItem = isAboutOneItem;
        this.explainItem = explainItem;
        this.explainBreak = explainBreak;
        json = new JsonByteReader(ReadMoreAsync);
    }

    /// <summary>The next element, or null at the true end. Ends the content of the one before.</summary>
    /// <exception cref="AnswerBrokenException">The answer ended early or cannot be understood from here on.</exception>
    public async ValueTask<ExportEntry?> NextAsync(CancellationToken cancellationToken)
    {
        if (isBroken)
        {
            throw new AnswerBrokenException("The answer broke off before.");
        }

        try
        {
            if (content is not null)
            {
                await content.SkipRestAsync(cancellationToken).ConfigureAwait(false);
                content = null;
            }

            if (!hasStarted)
            {
                await FindElementsAsync(cancellationToken).ConfigureAwait(false);
            }

            if (hasEnded || !await json.NextElementAsync(isFirstElement, cancellationToken).ConfigureAwait(false))
            {
                await FinishAsync(cancellationToken).ConfigureAwait(false);
                return null;
            }

            isFirstElement = false;
            return await ReadElementAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            isBroken = true;
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        content?.Dispose();
        json.Dispose();
        await answer.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask FindElementsAsync(CancellationToken cancellationToken)
    {
        hasStarted = true;
        await json.TakeAsync((byte)'{', cancellationToken).ConfigureAwait(false);
        for (bool isFirst = true; await json.NextPropertyAsync(isFirst, cancellationToken).ConfigureAwait(false) is { } name; isFirst = false)
        {
            if (Is(name, "value"))
            {
                await json.TakeAsync((byte)'[', cancellationToken).ConfigureAwait(false);
                return;
            }

            await json.SkipValueAsync(cancellationToken).ConfigureAwait(false);
        }

        throw new AnswerBrokenException("The answer has no items.");
    }

    private async ValueTask<ExportEntry> ReadElementAsync(CancellationToken cancellationToken)
    {
        await json.TakeAsync((byte)'{', cancellationToken).ConfigureAwait(false);
        string? itemId = null;
        ExportItemError? error = null;
        for (bool isFirst = true; await json.NextPropertyAsync(isFirst, cancellationToken).ConfigureAwait(false) is { } name; isFirst = false)
        {
            if (Is(name, "itemId"))
            {
                itemId = await json.ReadTextOrSkipAsync(cancellationToken).ConfigureAwait(false);
            }
            else if (Is(name, "error"))
            {
                error = await ReadErrorAsync(cancellationToken).ConfigureAwait(false);
            }
            else if (!Is(name, "data") || !await json.TryTakeAsync((byte)'"', cancellationToken).ConfigureAwait(false))
            {
                await json.SkipValueAsync(cancellationToken).ConfigureAwait(false);
            }
            else if (!await json.TryTakeAsync((byte)'"', cancellationToken).ConfigureAwait(false))
            {
                if (itemId is null && !isAboutOneItem)
                {
                    throw new AnswerBrokenException("An item's data came before its id.");
                }

                content = new ExportedContent(json, EndElementAsync, BreakOff);
                return new ExportEntry(itemId, content, null);
            }
        }

        return new ExportEntry(itemId, null, error);
    }

    // Content counts as complete only when its element is, too; and the last element's only when the whole answer is. That
    // frees the connection and the place at the gate as soon as the last byte is here, while its reader may still be busy.
    private async ValueTask EndElementAsync(CancellationToken cancellationToken)
    {
        while (await json.NextPropertyAsync(isFirst: false, cancellationToken).ConfigureAwait(false) is { } name)
        {
            if (!Is(name, "error"))
            {
                await json.SkipValueAsync(cancellationToken).ConfigureAwait(false);
            }
            else if (await ReadErrorAsync(cancellationToken).ConfigureAwait(false) is { } error)
            {
                throw explainItem(error);
            }
        }

        if (await json.TryTakeAsync((byte)']', cancellationToken).ConfigureAwait(false))
        {
            await FinishAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        if (hasEnded)
        {
            return;
        }

        while (await json.NextPropertyAsync(isFirst: false, cancellationToken).ConfigureAwait(false) is not null)
        {
            await json.SkipValueAsync(cancellationToken).ConfigureAwait(false);
        }

        await json.DrainAsync(cancellationToken).ConfigureAwait(false);
        hasEnded = true;
        await answer.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask<ExportItemError?> ReadErrorAsync(CancellationToken cancellationToken)
    {
        if (!await json.TryTakeAsync((byte)'{', cancellationToken).ConfigureAwait(false))
        {
            return await json.ReadTextOrSkipAsync(cancellationToken).ConfigureAwait(false) is { } text ? new ExportItemError(text, null) : null;
        }

        string? code = null;
        string? message = null;
        for (bool isFirst = true; await json.NextPropertyAsync(isFirst, cancellationToken).ConfigureAwait(false) is { } name; isFirst = false)
        {
            if (Is(name, "code"))
            {
                code = await json.ReadTextOrSkipAsync(cancellationToken).ConfigureAwait(false);
            }
            else if (Is(name, "message"))
            {
                message = await json.ReadTextOrSkipAsync(cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await json.SkipValueAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        return code is null && message is null ? null : new ExportItemError(code ?? "UnknownError", message);
    }

    private Exception BreakOff(Exception cause)
    {
        isBroken = true;
        return cause is AnswerBrokenException ? explainBreak(cause) : cause;
    }

    private async ValueTask<int> ReadMoreAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        answer.Clock.Restart(ReadPatience);
        using CancellationTokenSource? either = answer.Clock.With(cancellationToken);
        try
        {
            body ??= await answer.OpenAsync().ConfigureAwait(false);
            return await body.ReadAsync(buffer, either?.Token ?? answer.Clock.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (answer.Clock.HasRunOut && !cancellationToken.IsCancellationRequested)
        {
            throw new AnswerBrokenException("No more came in time.", e);
        }
        catch (Exception e) when (ConnectionFailures.IsConnectionFailure(e))
        {
            throw new AnswerBrokenException("The connection broke.", e);
        }
        finally
        {
            answer.Clock.Stop(); // The reader may take its time with what it has.
        }
    }

    private static bool Is(string name, string expected) => name.Equals(expected, StringComparison.OrdinalIgnoreCase);
}
