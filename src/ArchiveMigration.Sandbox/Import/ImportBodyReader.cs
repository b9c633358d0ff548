using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;

namespace ArchiveMigration.Sandbox.Import;

/// <summary>
/// Reads an import body as it arrives, its members in any order. Data may be 200 MB of base64: it goes to the decoder
/// piece by piece and is never whole in memory, which no JSON library does for a single string.
/// </summary>
internal sealed class ImportBodyReader(PipeReader body, Base64Decoder data)
{
    /// <summary>Stands for an escaped character that base64 does not have; the decoder stumbles over it.</summary>
    private const byte NotBase64 = (byte)'!';

    private static readonly SearchValues<byte> EndOrEscape = SearchValues.Create("\"\\"u8);

    private readonly ImportRequest request = new();
    private JsonReaderState state;
    private string? member;

    /// <exception cref="JsonException">The body is not a JSON object.</exception>
    public async Task<ImportRequest> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await body.ReadAsync(cancellationToken);
            var (position, isData) = ReadMembers(result.Buffer, result.IsCompleted);
            body.AdvanceTo(position, isData ? position : result.Buffer.End);
            if (isData)
            {
                await ReadDataAsync(cancellationToken);
                state = AfterData();
            }
            else if (result.IsCompleted)
            {
                return request;
            }
        }
    }

    /// <summary>Reads tokens until they run out or Data begins.</summary>
    private (SequencePosition Position, bool IsData) ReadMembers(ReadOnlySequence<byte> buffer, bool isFinal)
    {
        var json = new Utf8JsonReader(buffer, isFinal, state);
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.PropertyName && json.CurrentDepth == 1)
            {
                member = json.GetString()!.ToUpperInvariant();
                if (member == "DATA")
                {
                    request.HasData = true;
                    return (json.Position, true);
                }
            }
            else if (json.CurrentDepth == 0 && json.TokenType is not (JsonTokenType.StartObject or JsonTokenType.EndObject))
            {
                throw new JsonException("The body must be a JSON object.");
            }
            else if (json.CurrentDepth == 1 && json.TokenType == JsonTokenType.String)
            {
                Set(json.GetString()!);
            }
        }

        state = json.CurrentState;
        return (json.Position, false);
    }

    private void Set(string value)
    {
        switch (member)
        {
            case "FOLDERID":
                request.FolderId = value;
                break;
            case "MODE":
                request.Mode = value;
                break;
            case "ITEMID":
                request.ItemId = value;
                break;
            case "CHANGEKEY":
                request.ChangeKey = value;
                break;
        }
    }

    private async Task ReadDataAsync(CancellationToken cancellationToken)
    {
        var isOpen = false;
        while (true)
        {
            var result = await body.ReadAsync(cancellationToken);
            var (position, isEnd) = ReadData(result.Buffer, ref isOpen);
            body.AdvanceTo(position, isEnd ? position : result.Buffer.End);
            if (isEnd)
            {
                data.Complete();
                return;
            }

            if (result.IsCompleted)
            {
                throw new JsonException("The body ends within Data.");
            }
        }
    }

    private (SequencePosition Position, bool IsEnd) ReadData(ReadOnlySequence<byte> buffer, ref bool isOpen)
    {
        var reader = new SequenceReader<byte>(buffer);
        if (!isOpen)
        {
            reader.AdvancePastAny(" \t\r\n"u8);
            if (reader.End)
            {
                return (reader.Position, false);
            }

            isOpen = reader.IsNext((byte)'"', advancePast: true) ? true : throw new JsonException("Data must be a string.");
        }

        while (!reader.End)
        {
            var span = reader.UnreadSpan;
            var end = span.IndexOfAny(EndOrEscape);
            data.Append(end < 0 ? span : span[..end]);
            reader.Advance(end < 0 ? span.Length : end);
            if (end < 0)
            {
                continue;
            }

            if (reader.IsNext((byte)'"', advancePast: true))
            {
                return (reader.Position, true);
            }

            if (!TryReadEscape(ref reader, out var character))
            {
                break;
            }

            data.Append([character]);
        }

        return (reader.Position, false);
    }

    /// <summary>Reads \/ or \u002B, the ways in which JSON writers escape base64; false when it is not all there yet.</summary>
    private static bool TryReadEscape(ref SequenceReader<byte> reader, out byte character)
    {
        Span<byte> escape = stackalloc byte[6];
        character = 0;
        if (reader.Remaining < 2)
        {
            return false;
        }

        reader.TryCopyTo(escape[..2]);
        if (escape[1] != 'u')
        {
            character = escape[1] == '/' ? (byte)'/' : NotBase64;
            reader.Advance(2);
            return true;
        }

        if (!reader.TryCopyTo(escape))
        {
            return false;
        }

        character = byte.TryParse(Encoding.ASCII.GetString(escape[2..]), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? code
            : NotBase64;
        reader.Advance(6);
        return true;
    }

    /// <summary>The state of a JSON reader that has just read an object's member: what follows is read as if Data had been short.</summary>
    private static JsonReaderState AfterData()
    {
        var json = new Utf8JsonReader("{\"\":\"\""u8, isFinalBlock: false, default);
        while (json.Read())
        {
        }

        return json.CurrentState;
    }
}
