using System.Buffers.Binary;
using System.Text;

namespace ArchiveMigration.Sandbox.Import;

/// <summary>Interim.</summary>
internal sealed class ItemInspection : IDisposable
{
    private readonly MemoryStream all = new();

    public void Append(ReadOnlySpan<byte> bytes) => all.Write(bytes);

    public InspectedItem Complete()
    {
        var bytes = all.ToArray().AsSpan();
        using var inner = new MemoryStream();
        uint[] expected = [1, 3, 4];
        for (var record = 0; !bytes.IsEmpty; record++)
        {
            if (bytes.Length < 8)
            {
                throw new InvalidDataException("record");
            }

            var opcode = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            if (opcode != (record < 3 ? expected[record] : 2) || length == 0 || length > bytes.Length - 8)
            {
                throw new InvalidDataException("record");
            }

            if (opcode == 2)
            {
                inner.Write(bytes.Slice(8, (int)length));
            }

            bytes = bytes[(8 + (int)length)..];
        }

        if (inner.Length == 0)
        {
            throw new InvalidDataException("empty");
        }

        return Read(inner.ToArray());
    }

    public void Dispose() => all.Dispose();

    private static InspectedItem Read(ReadOnlySpan<byte> s)
    {
        string? cls = null, subject = null;
        byte[]? key = null;
        DateTimeOffset? modified = null, delivered = null;
        while (s.Length >= 4)
        {
            var tag = BinaryPrimitives.ReadUInt32LittleEndian(s);
            if (tag is 0x40030003 or 0x40000003 or 0x40160003)
            {
                break;
            }

            s = s[4..];
            var (type, id) = ((ushort)tag, (ushort)(tag >> 16));
            if (id >= 0x8000)
            {
                var kind = s[16];
                s = s[17..];
                if (kind == 0)
                {
                    s = s[4..];
                }
                else
                {
                    while (s[0] != 0 || s[1] != 0)
                    {
                        s = s[2..];
                    }

                    s = s[2..];
                }
            }

            var size = type switch { 2 or 0xB => 2, 3 or 4 or 0xA => 4, 5 or 6 or 7 or 0x14 or 0x40 => 8, 0x48 => 16, _ => -1 };
            if (size > 0)
            {
                if (type == 0x40 && id is 0x3008 or 0x0E06)
                {
                    DateTimeOffset? time = DateTimeOffset.FromFileTime(BinaryPrimitives.ReadInt64LittleEndian(s)).ToUniversalTime();
                    (modified, delivered) = id == 0x3008 ? (time, delivered) : (modified, time);
                }

                s = s[size..];
                continue;
            }

            if ((type & 0x1000) != 0)
            {
                var count = BinaryPrimitives.ReadUInt32LittleEndian(s);
                s = s[4..];
                var element = (type & 0x8000) != 0 ? -1 : (type & 0xFFF) switch { 2 => 2, 3 or 4 => 4, 5 or 6 or 7 or 0x14 or 0x40 => 8, 0x48 => 16, _ => -1 };
                for (var i = 0; i < count; i++)
                {
                    s = element > 0 ? s[element..] : s[(4 + (int)BinaryPrimitives.ReadUInt32LittleEndian(s))..];
                }

                continue;
            }

            var length = (int)BinaryPrimitives.ReadUInt32LittleEndian(s);
            var value = s.Slice(4, length);
            switch (id)
            {
                case 0x001A: cls = Encoding.Unicode.GetString(value).TrimEnd('\0'); break;
                case 0x0037: subject = Encoding.Unicode.GetString(value).TrimEnd('\0'); break;
                case 0x300B: key = value.ToArray(); break;
            }

            s = s[(4 + length)..];
        }

        return new InspectedItem(cls ?? "IPM", subject, key is null ? null : (ReadOnlyMemory<byte>?)key, modified, delivered);
    }
}
