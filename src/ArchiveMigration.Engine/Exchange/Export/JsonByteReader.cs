using System.Buffers;

namespace ArchiveMigration.Engine.Exchange.Export;

/// <summary>
/// Reads JSON from a stream as bytes, forward only, with one buffer: small values become strings, a large string can be read
/// through in place (<see cref="ReadBase64Async"/>). Utf8JsonReader cannot do that: it needs a whole string value in one buffer.
/// </summary>
/// <param name="readMore">Reads bytes of the answer; 0 = its end.</param>
internal sealed partial class JsonByteReader(Func<Memory<byte>, CancellationToken, ValueTask<int>> readMore) : IDisposable
{
    private const int BufferSize = 128 * 1024;
    private const int DeepestValue = 64;

    private byte[]? buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private int start;
    private int end;

    /// <summary>The next byte that is not white space, left where it is.</summary>
    public async ValueTask<byte> PeekAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            byte next = await PeekByteAsync(cancellationToken).ConfigureAwait(false);
            if (next is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                return next;
            }

            start++;
        }
    }

    /// <summary>Takes the next byte if it is this one.</summary>
    public async ValueTask<bool> TryTakeAsync(byte expected, CancellationToken cancellationToken)
    {
        bool matches = await PeekAsync(cancellationToken).ConfigureAwait(false) == expected;
        if (matches)
        {
            start++;
        }

        return matches;
    }

    /// <summary>Takes the next byte, which must be this one.</summary>
    public async ValueTask TakeAsync(byte expected, CancellationToken cancellationToken)
    {
        if (!await TryTakeAsync(expected, cancellationToken).ConfigureAwait(false))
        {
            throw new AnswerBrokenException($"'{(char)expected}' was expected.");
        }
    }

    /// <summary>
    /// Goes to the next property of an object whose brace was taken: its name, or null when the object has ended.
    /// </summary>
    /// <param name="isFirst">Whether it is the object's first.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async ValueTask<string?> NextPropertyAsync(bool isFirst, CancellationToken cancellationToken)
    {
        if (await TryTakeAsync((byte)'}', cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        if (!isFirst)
        {
            await TakeAsync((byte)',', cancellationToken).ConfigureAwait(false);
        }

        string name = await ReadTextAsync(cancellationToken).ConfigureAwait(false);
        await TakeAsync((byte)':', cancellationToken).ConfigureAwait(false);
        return name;
    }

    /// <summary>Goes to the next element of an array whose bracket was taken; false when it has ended.</summary>
    public async ValueTask<bool> NextElementAsync(bool isFirst, CancellationToken cancellationToken)
    {
        if (await TryTakeAsync((byte)']', cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        if (!isFirst)
        {
            await TakeAsync((byte)',', cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Passes over a value of any kind.</summary>
    public async ValueTask SkipValueAsync(CancellationToken cancellationToken)
    {
        int depth = 0;
        do
        {
            byte next = await PeekAsync(cancellationToken).ConfigureAwait(false);
            switch (next)
            {
                case (byte)'"':
                    start++;
                    await CopyStringAsync(null, cancellationToken).ConfigureAwait(false);
                    break;
                case (byte)'{' or (byte)'[':
                    start++;
                    if (++depth > DeepestValue)
                    {
                        throw new AnswerBrokenException("A value is nested too deeply.");
                    }

                    break;
                case (byte)'}' or (byte)']':
                    if (--depth < 0)
                    {
                        throw new AnswerBrokenException("A value is missing.");
                    }

                    start++;
                    break;
                case (byte)',' or (byte)':' when depth > 0:
                    start++;
                    break;
                default:
                    await SkipWordAsync(cancellationToken).ConfigureAwait(false);
                    break;
            }
        }
        while (depth > 0);
    }

    /// <summary>Reads what is left, so that the connection can be used again.</summary>
    public async ValueTask DrainAsync(CancellationToken cancellationToken)
    {
        do
        {
            start = end;
        }
        while (await FillAsync(cancellationToken).ConfigureAwait(false));
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref buffer, null) is { } rented)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    // true, false, null, a number.
    private async ValueTask SkipWordAsync(CancellationToken cancellationToken)
    {
        int length = 0;
        while (await PeekByteAsync(cancellationToken).ConfigureAwait(false) is var next
            && (char.IsAsciiLetterOrDigit((char)next) || next is (byte)'-' or (byte)'+' or (byte)'.'))
        {
            start++;
            length++;
        }

        if (length == 0)
        {
            throw new AnswerBrokenException("A value is missing.");
        }
    }

    private async ValueTask<byte> TakeByteAsync(CancellationToken cancellationToken)
    {
        byte next = await PeekByteAsync(cancellationToken).ConfigureAwait(false);
        start++;
        return next;
    }

    private async ValueTask<byte> PeekByteAsync(CancellationToken cancellationToken)
    {
        if (start == end && !await FillAsync(cancellationToken).ConfigureAwait(false))
        {
            throw new AnswerBrokenException("The answer ended early.");
        }

        return buffer![start];
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(buffer is null, this);
        start = 0;
        end = 0; // Not moved on if reading fails, so that nothing is read twice.
        end = await readMore(buffer, cancellationToken).ConfigureAwait(false);
        return end > 0;
    }
}
