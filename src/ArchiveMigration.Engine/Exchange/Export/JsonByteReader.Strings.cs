using System.Buffers;
using System.Text;
using System.Text.Json;

namespace ArchiveMigration.Engine.Exchange.Export;

/// <content>Strings: short ones as text, base64 in stretches of the buffer.</content>
internal sealed partial class JsonByteReader
{
    private const int LongestText = 64 * 1024;

    // Both alphabets (RFC 4648, 4 and 5): OData writes binary in the URL-safe one, Exchange in the other. What comes is passed on.
    private static readonly SearchValues<byte> Base64Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_"u8);

    private static readonly SearchValues<byte> PlainLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_@.: "u8);

    /// <summary>Reads a short string.</summary>
    public async ValueTask<string> ReadTextAsync(CancellationToken cancellationToken)
    {
        await TakeAsync((byte)'"', cancellationToken).ConfigureAwait(false);
        if (TryTakePlainText() is { } plain)
        {
            return plain;
        }

        using var json = new MemoryStream();
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

    // A string that is here to its end and has only letters that stand for themselves, as names and ids do.
    private string? TryTakePlainText()
    {
        ReadOnlySpan<byte> here = buffer.AsSpan(start..end);
        int length = here.IndexOf((byte)'"');
        if (length < 0 || length > LongestText || here[..length].ContainsAnyExcept(PlainLetters))
        {
            return null;
        }

        start += length + 1;
        return Encoding.ASCII.GetString(here[..length]);
    }

    // Copies up to the closing quote and takes it; the opening one was taken.
    private async ValueTask CopyStringAsync(MemoryStream? json, CancellationToken cancellationToken)
    {
        bool escaped = false;
        while (true)
        {
            byte next = await PeekByteAsync(cancellationToken).ConfigureAwait(false);
            bool isEnd = next == (byte)'"' && !escaped;
            escaped = next == (byte)'\\' && !escaped;

            // After one letter that may mean something, all those that cannot.
            int plain = buffer.AsSpan((start + 1)..end).IndexOfAny((byte)'"', (byte)'\\');
            int length = isEnd || escaped ? 1 : 1 + (plain < 0 ? end - start - 1 : plain);
            json?.Write(buffer!, start, length);
            start += length;
            if (json?.Length > LongestText)
            {
                throw new AnswerBrokenException("A string is too long.");
            }

            if (isEnd)
            {
                return;
            }
        }
    }
}
