using System.Text.RegularExpressions;

namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>
/// Takes rules out of a text as people keep it in MigrationWiz's advanced options: with or without <c>RecipientMapping=</c>
/// and quotation marks, several in one value or one a line, separated by spaces, commas, semicolons or lines.
/// </summary>
internal static partial class AddressRuleText
{
    public static IEnumerable<AddressRule> Split(string text)
    {
        var bare = Quotes().Replace(Prefix().Replace(text, " "), " ");
        foreach (var piece in Separators().Split(SpacedArrow().Replace(bare, "->")))
        {
            if (piece.Length != 0)
            {
                yield return AddressRule.Parse(piece);
            }
        }
    }

    [GeneratedRegex(@"\bRecipientMapping\s*=", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Prefix();

    // People paste rules from mails and documents, which turn straight marks into curly ones.
    [GeneratedRegex("[\"\u201C\u201D\u201E\u2018\u2019]|(?<![^\\s=,;])'|'(?![^\\s,;])")]
    private static partial Regex Quotes();

    [GeneratedRegex(@"[\s,;]+")]
    private static partial Regex Separators();

    [GeneratedRegex(@"\s*->\s*")]
    private static partial Regex SpacedArrow();
}
