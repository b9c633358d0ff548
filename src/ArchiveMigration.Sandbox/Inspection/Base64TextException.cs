using System.Globalization;

namespace ArchiveMigration.Sandbox.Inspection;

/// <summary>A text is not the base64 of anything.</summary>
internal sealed class Base64TextException(long offset, string reason)
    : FormatException(string.Create(CultureInfo.InvariantCulture, $"Not base64 at byte {offset} of the text: {reason}."))
{
    /// <summary>Bytes from the start of the file to what is wrong.</summary>
    public long Offset { get; } = offset;

    /// <summary>What is wrong, without the place.</summary>
    public string Reason { get; } = reason;
}
