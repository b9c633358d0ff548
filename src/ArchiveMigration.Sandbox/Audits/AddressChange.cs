using System.Text;

namespace ArchiveMigration.Sandbox.Audits;

/// <summary>What the addresses in items are expected to become on their way: one domain in the place of another.</summary>
/// <param name="SourceDomain">The domain that is replaced.</param>
/// <param name="DestinationDomain">The domain in its place.</param>
public sealed record AddressChange(string SourceDomain, string DestinationDomain)
{
    private string Old => $"@{SourceDomain}";

    private string New => $"@{DestinationDomain}";

    /// <summary>The text with the new domain at the end of every address of the old one.</summary>
    public string Apply(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var applied = new StringBuilder();
        var from = 0;
        for (int at; (at = text.IndexOf(Old, from, StringComparison.OrdinalIgnoreCase)) >= 0; from = at + Old.Length)
        {
            var end = at + Old.Length;
            var isWhole = end == text.Length || !(char.IsLetterOrDigit(text[end]) || text[end] is '.' or '-');
            applied.Append(text, from, at - from).Append(isWhole ? New : text[at..end]);
        }

        return applied.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>Whether bytes hold an address of the old domain, in one byte or two a character.</summary>
    public bool IsOldIn(ReadOnlySpan<byte> bytes) => IsIn(bytes, Old);

    /// <summary>Whether bytes hold an address of the new domain, in one byte or two a character.</summary>
    public bool IsNewIn(ReadOnlySpan<byte> bytes) => IsIn(bytes, New);

    /// <summary>Whether bytes hold the text, in one byte or two a character, without regard to case.</summary>
    internal static bool IsIn(ReadOnlySpan<byte> bytes, string text) =>
        Encoding.Latin1.GetString(bytes).Contains(text, StringComparison.OrdinalIgnoreCase)
        || Encoding.Latin1.GetString(bytes).Contains(string.Join('\0', text.ToCharArray()), StringComparison.OrdinalIgnoreCase);
}
