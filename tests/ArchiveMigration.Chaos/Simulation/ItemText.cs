using System.Globalization;
using System.Text;

namespace ArchiveMigration.Chaos.Simulation;

/// <summary>Makes an item's bytes from their name and knows them again: what was cut, mixed up or changed anywhere has no name.</summary>
internal static class ItemText
{
    /// <summary>Base64 text of an item: its name, its length, and a run of bytes that depends on both.</summary>
    public static byte[] Make(string name, int length)
    {
        var head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{name}|{length}|"));
        var bytes = new byte[Math.Max(length, head.Length)];
        Fill(bytes, Seed(head));
        head.CopyTo(bytes, 0);
        var text = new byte[(bytes.Length + 2) / 3 * 4];
        System.Buffers.Text.Base64.EncodeToUtf8(bytes, text, out _, out _);
        return text;
    }

    /// <summary>The name of the bytes, or what is wrong with them.</summary>
    public static string Recognise(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[text.Length / 4 * 3];
        if (System.Buffers.Text.Base64.DecodeFromUtf8(text, bytes, out _, out var count) != System.Buffers.OperationStatus.Done)
        {
            return "(not base64)";
        }

        var parts = Encoding.ASCII.GetString(bytes, 0, Math.Min(count, 80)).Split('|');
        return parts.Length >= 3 && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var length) && Make(parts[0], length).AsSpan().SequenceEqual(text)
            ? parts[0]
            : string.Create(CultureInfo.InvariantCulture, $"({text.Length} strange bytes)");
    }

    private static uint Seed(byte[] head)
    {
        var seed = 2166136261u;
        foreach (var value in head)
        {
            seed = (seed ^ value) * 16777619u;
        }

        return seed | 1;
    }

    private static void Fill(Span<byte> bytes, uint state)
    {
        foreach (ref var value in bytes)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            value = (byte)state;
        }
    }
}
