using System.Buffers;
using System.Buffers.Text;

namespace ArchiveMigration.Sandbox.Import;

/// <summary>
/// Decodes base64 that comes in pieces cut anywhere, into a sink that takes bytes. The last group is held back until the
/// end, because only there padding may stand.
/// </summary>
internal sealed class Base64Decoder(ImportSink sink)
{
    private const int Group = 4;

    private readonly byte[] carry = new byte[Group];
    private int carried;
    private bool isBroken;

    /// <summary>Takes the next piece; what is not base64 is noted at the sink.</summary>
    public void Append(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            if (carried == Group)
            {
                Decode(carry, isFinal: false);
                carried = 0;
            }

            var whole = carried == 0 ? (text.Length - 1) / Group * Group : 0;
            if (whole > 0)
            {
                Decode(text[..whole], isFinal: false);
                text = text[whole..];
            }
            else
            {
                var take = Math.Min(Group - carried, text.Length);
                text[..take].CopyTo(carry.AsSpan(carried));
                carried += take;
                text = text[take..];
            }
        }
    }

    /// <summary>Takes the last group.</summary>
    public void Complete()
    {
        Decode(carry.AsSpan(0, carried), isFinal: true);
        carried = 0;
    }

    private void Decode(ReadOnlySpan<byte> text, bool isFinal)
    {
        while (!text.IsEmpty && !isBroken)
        {
            var room = sink.GetSpan();
            var part = text[..Math.Min(text.Length, room.Length / 3 * Group)];
            var status = Base64.DecodeFromUtf8(part, room, out var consumed, out var written, isFinal && part.Length == text.Length);
            if (status != OperationStatus.Done || consumed != part.Length)
            {
                isBroken = true;
                sink.Fail("Data is not valid base64.");
                return;
            }

            sink.Advance(written);
            text = text[part.Length..];
        }
    }
}
