namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>How a text stands in bytes, as far as addresses can be found and replaced in it.</summary>
internal enum TextForm : byte
{
    /// <summary>In an encoding in which ASCII characters are not their own bytes; left alone.</summary>
    Foreign,

    /// <summary>In a code page that contains ASCII.</summary>
    SingleByte,

    /// <summary>UTF-16LE.</summary>
    Utf16,

    /// <summary>UTF-16BE.</summary>
    Utf16BigEndian,
}
