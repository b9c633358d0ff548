using System.Buffers.Binary;

namespace ArchiveMigration.FastTransfer;

/// <summary>The typed values: each checks that the tag has the type of the value.</summary>
public sealed partial class FastTransferWriter
{
    /// <summary>Writes a UTF-16LE string with its terminating NUL under the type of the tag (0x001F or 0x84B0).</summary>
    public void WriteString(PropertyTag tag, string value, PropertyName? name = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        WriteString(tag, value.AsSpan(), name);
    }

    /// <summary>Writes a UTF-16LE string with its terminating NUL under the type of the tag (0x001F or 0x84B0).</summary>
    public void WriteString(PropertyTag tag, ReadOnlySpan<char> value, PropertyName? name = null)
    {
        RequireType(tag, tag.Type is UnicodeString or Utf16CodePageString, "UTF-16LE strings");
        BeginVariable(tag, checked((uint)value.Length * sizeof(char)) + sizeof(char), name);
        const int piece = 512;
        Span<byte> bytes = stackalloc byte[piece * sizeof(char)];
        while (!value.IsEmpty)
        {
            var taken = Math.Min(piece, value.Length);
            Utf16.WriteCharacters(value[..taken], bytes);
            WriteValueBytes(bytes[..(taken * sizeof(char))]);
            value = value[taken..];
        }

        WriteValueBytes([0, 0]);
    }

    /// <summary>Writes a 16-bit number.</summary>
    public void WriteInt16(PropertyTag tag, short value, PropertyName? name = null)
    {
        RequireType(tag, tag.Type == Integer16, "16-bit numbers");
        Span<byte> bytes = stackalloc byte[sizeof(short)];
        BinaryPrimitives.WriteInt16LittleEndian(bytes, value);
        WriteFixed(tag, bytes, name);
    }

    /// <summary>Writes a 32-bit number.</summary>
    public void WriteInt32(PropertyTag tag, int value, PropertyName? name = null)
    {
        RequireType(tag, tag.Type == Integer32, "32-bit numbers");
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        WriteFixed(tag, bytes, name);
    }

    /// <summary>Writes a 64-bit number (Integer64 or Currency).</summary>
    public void WriteInt64(PropertyTag tag, long value, PropertyName? name = null)
    {
        RequireType(tag, tag.Type is Integer64 or Currency, "64-bit numbers");
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        WriteFixed(tag, bytes, name);
    }

    /// <summary>Writes a floating-point number of 64 bits (Floating64 or FloatingTime).</summary>
    public void WriteDouble(PropertyTag tag, double value, PropertyName? name = null)
    {
        RequireType(tag, tag.Type is Floating64 or FloatingTime, "floating-point numbers");
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        WriteFixed(tag, bytes, name);
    }

    /// <summary>Writes a truth value in its two bytes.</summary>
    public void WriteBoolean(PropertyTag tag, bool value, PropertyName? name = null)
    {
        RequireType(tag, tag.Type == Boolean, "truth values");
        WriteFixed(tag, [value ? (byte)1 : (byte)0, 0], name);
    }

    /// <summary>Writes a point in time as a FILETIME: 100-nanosecond steps since 1601-01-01 UTC.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is before 1601.</exception>
    public void WriteTime(PropertyTag tag, DateTimeOffset value, PropertyName? name = null)
    {
        RequireType(tag, tag.Type == Time, "points in time");
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value.ToFileTime());
        WriteFixed(tag, bytes, name);
    }

    /// <summary>Writes a GUID.</summary>
    public void WriteGuid(PropertyTag tag, Guid value, PropertyName? name = null)
    {
        RequireType(tag, tag.Type == Guid16, "GUIDs");
        Span<byte> bytes = stackalloc byte[PropertyNameLayout.GuidSize];
        value.TryWriteBytes(bytes);
        WriteFixed(tag, bytes, name);
    }

    private static void RequireType(PropertyTag tag, bool isOfType, string values)
    {
        if (!isOfType)
        {
            throw new ArgumentException($"Property {tag} has no type for {values}.", nameof(tag));
        }
    }
}
