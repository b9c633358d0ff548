using System.Buffers;
using System.Text.Json;

namespace ArchiveMigration.Engine.Exchange.Export;

/// <summary>
/// Reads JSON from a stream as bytes, forward only, with one buffer: small values become strings, a large string can be read
/// through in place (<see cref="ReadBase64Async"/>). Utf8JsonReader cannot do that: it needs a whole string value in one buffer.
/// </summary>
/// <param name="readMore">Reads bytes of the answer; 0 = its end.</param>
internal sealed class JsonByteReader(Func<Memory<byte>, CancellationToken, ValueTask<int>> readMore) : IDisposable
{
    private const int BufferSize = 128 * 1024;
    private const int LongestText = 64 * 1024;
    private const int DeepestValue = 64;

    // Both alphabets (RFC 4648, 4 and 5): OData writes binary in the URL-safe one, Exchange in the other. What comes is passed on.
    private static readonly SearchValues<byte> Base64Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_"u8);

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

    /// <summary>Reads a short string.</summary>
    public async ValueTask<string> ReadTextAsync(CancellationToken cancellationToken)
    {
        using var json = new MemoryStream();
        await TakeAsync((byte)'"', cancellationToken).ConfigureAwait(false);
        json.WriteByte((byte)'"');
        await CopyStringAsync(json, cancellationToken).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(json.GetBuffer().AsSpan(0, (int)json.Length), ExportJson.Default.String)!;
        }
        catch (JsonException e)
        {
            throw new AnswerBrokenException("A string is not valid.", e);
        }
    }

    /// <summary>Reads a short string, or null where the value is something else, which is passed over.</summary>
    public async ValueTask<string?> ReadTextOrSkipAsync(CancellationToken cancellationToken)
    {
        if (await PeekAsync(cancellationToken).ConfigureAwait(false) == (byte)'"')
        {
            return await ReadTextAsync(cancellationToken).ConfigureAwait(false);
        }

        await SkipValueAsync(cancellationToken).ConfigureAwait(false);
        return null;
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

    /// <summary>
    /// Gives the next stretch of a base64 string whose opening quote was taken; empty at its closing quote, which is taken.
    /// The stretch is valid until the next call. Escapes (<c>\/</c>, <c>\u002B</c>) are resolved.
    /// </summary>
    /// <param name="most">The longest stretch wanted.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async ValueTask<ReadOnlyMemory<byte>> ReadBase64Async(int most, CancellationToken cancellationToken)
    {
        byte next = await PeekByteAsync(cancellationToken).ConfigureAwait(false);
        if (next == (byte)'"')
        {
            start++;
            return default;
        }

        int available = Math.Min(end - start, most);
        int length = buffer.AsSpan(start, available).IndexOfAnyExcept(Base64Letters);
        if (length < 0)
        {
            length = available;
        }

        if (length == 0)
        {
            return next == (byte)'\\'
                ? await ReadEscapeAsync(cancellationToken).ConfigureAwait(false)
                : throw new AnswerBrokenException("An item's data is not base64.");
        }

        ReadOnlyMemory<byte> stretch = buffer.AsMemory(start, length);
        start += length;
        return stretch;
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

    private async ValueTask<ReadOnlyMemory<byte>> ReadEscapeAsync(CancellationToken cancellationToken)
    {
        start++;
        byte kind = await TakeByteAsync(cancellationToken).ConfigureAwait(false);
        int letter = kind;
        if (kind == (byte)'u')
        {
            letter = 0;
            for (int i = 0; i < 4; i++)
            {
                byte digit = await TakeByteAsync(cancellationToken).ConfigureAwait(false);
                letter = (letter << 4) | (char.IsAsciiHexDigit((char)digit) ? Convert.ToInt32(((char)digit).ToString(), 16) : 0x10000);
            }
        }

        if (letter > byte.MaxValue || !Base64Letters.Contains((byte)letter) || (kind != (byte)'u' && kind != (byte)'/'))
        {
            throw new AnswerBrokenException("An item's data is not base64.");
        }

        // Written over the escape's last byte, which is always in the buffer: no allocation for each slash.
        buffer![start - 1] = (byte)letter;
        return buffer.AsMemory(start - 1, 1);
    }

    // Copies up to the closing quote and takes it; the opening one was taken.
    private async ValueTask CopyStringAsync(MemoryStream? json, CancellationToken cancellationToken)
    {
        bool escaped = false;
        while (true)
        {
            byte next = await TakeByteAsync(cancellationToken).ConfigureAwait(false);
            json?.WriteByte(next);
            if (json?.Length > LongestText)
            {
                throw new AnswerBrokenException("A string is too long.");
            }

            if (next == (byte)'"' && !escaped)
            {
                return;
            }

            escaped = next == (byte)'\\' && !escaped;
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
