using System.Buffers;
using System.Buffers.Text;

namespace ArchiveMigration.Sandbox.Inspection;

/// <summary>
/// Decodes base64 text that comes in pieces cut anywhere: with line breaks and blanks, in UTF-8 or in UTF-16LE, which Windows
/// PowerShell writes. Unlike a library's decoder it gives what lies before damage, and tells where that is.
/// </summary>
internal sealed class Base64Text
{
    private const int Group = 4;

    private byte[] _characters = [];
    private byte[] _decoded = [];
    private int _count;
    private long _offset;
    private bool _isPadded;
    private Base64TextException? _damage;

    public static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];

    public static ReadOnlySpan<byte> Utf16Mark => [0xFF, 0xFE];

    /// <summary>Takes the next piece of text and gives what it completes; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Decode(ReadOnlySpan<byte> text)
    {
        if (_characters.Length < _count + text.Length)
        {
            Array.Resize(ref _characters, _count + text.Length);
        }

        var isMark = _offset == 0;
        foreach (var character in text)
        {
            isMark = isMark && character >= 0x80;
            if (!isMark && _damage is null)
            {
                Take(character);
            }

            _offset++;
        }

        // Padding can only stand in the last group.
        var whole = _damage is null ? Math.Max(0, _count - 1) / Group * Group : _count / Group * Group;
        return Decode(whole, isLast: _damage is not null);
    }

    /// <summary>Tells that there is no more text and gives the last bytes.</summary>
    public ReadOnlyMemory<byte> Complete()
    {
        if (_count % Group != 0)
        {
            _damage ??= new Base64TextException(_offset, "the text ends inside a group of four characters");
        }

        return Decode(_count / Group * Group, isLast: true);
    }

    /// <exception cref="Base64TextException">The text is not base64.</exception>
    public void ThrowIfBroken()
    {
        if (_damage is not null)
        {
            throw _damage;
        }
    }

    private void Take(byte character)
    {
        if (character is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0)
        {
            return;
        }

        var isPadding = character == (byte)'=';
        if (!isPadding && !char.IsAsciiLetterOrDigit((char)character) && character is not ((byte)'+' or (byte)'/'))
        {
            _damage = new Base64TextException(_offset, $"0x{character:X2} is not a character of base64");
        }
        else if (_isPadded && !isPadding)
        {
            _damage = new Base64TextException(_offset, "there is more after the padding '='");
        }
        else
        {
            _isPadded |= isPadding;
            _characters[_count++] = character;
        }
    }

    private ReadOnlyMemory<byte> Decode(int length, bool isLast)
    {
        if (_decoded.Length < Base64.GetMaxDecodedFromUtf8Length(length))
        {
            _decoded = new byte[Base64.GetMaxDecodedFromUtf8Length(length)];
        }

        var status = Base64.DecodeFromUtf8(_characters.AsSpan(0, length), _decoded, out _, out var written, isLast);
        if (status != OperationStatus.Done)
        {
            _damage ??= new Base64TextException(_offset, "the padding '=' is wrong");
        }

        _characters.AsSpan(length, _count - length).CopyTo(_characters);
        _count -= length;
        return _decoded.AsMemory(0, written);
    }
}
