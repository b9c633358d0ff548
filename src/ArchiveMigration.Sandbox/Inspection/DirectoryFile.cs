using System.Globalization;
using System.Text.RegularExpressions;
using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.Sandbox.Inspection;

/// <summary>
/// A CSV of mailboxes as Export-Csv makes it of Get-Mailbox: LegacyExchangeDN, PrimarySmtpAddress and EmailAddresses, of
/// which the X500 addresses count, in any order among any others.
/// </summary>
internal static partial class DirectoryFile
{
    private const string LegacyName = "LegacyExchangeDN";
    private const string SmtpAddress = "PrimarySmtpAddress";
    private const string AllAddresses = "EmailAddresses";
    private const string Remedy = "make it with: Get-Mailbox -ResultSize Unlimited | Select-Object LegacyExchangeDN, PrimarySmtpAddress, "
        + "@{n='EmailAddresses';e={$_.EmailAddresses -join ';'}} | Export-Csv directory.csv";

    /// <summary>Reads a directory.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be read.</exception>
    /// <exception cref="FormatException">Columns are missing or there twice, or a value cannot be used.</exception>
    public static AddressDirectory Read(string path)
    {
        var text = File.ReadAllText(path);
        try
        {
            return new AddressDirectory(Entries(text));
        }
        catch (AddressRuleException refused)
        {
            throw new FormatException($"'{path}': {refused.Message}", refused);
        }
        catch (FormatException refused)
        {
            throw new FormatException($"'{path}': {refused.Message}; {Remedy}.", refused);
        }
    }

    private static List<KeyValuePair<string, string>> Entries(string text)
    {
        var entries = new List<KeyValuePair<string, string>>();
        (int Smtp, int Legacy, int All)? columns = null;
        foreach (var (line, fields) in CsvTable.Read(text))
        {
            if (columns is not { } at)
            {
                columns = FindColumns(fields);
                continue;
            }

            var address = Field(fields, at.Smtp);
            foreach (var name in Names(Field(fields, at.Legacy), Field(fields, at.All)))
            {
                entries.Add(address.Length > 0 ? new(name, address) : throw new FormatException(
                    string.Create(CultureInfo.InvariantCulture, $"line {line}: {SmtpAddress} of '{name}' is empty (fill it in or take the line out)")));
            }
        }

        return columns is not null ? entries : throw new FormatException("the file is empty");
    }

    private static (int Smtp, int Legacy, int All) FindColumns(string[] header)
    {
        var found = (Smtp: Find(header, SmtpAddress), Legacy: Find(header, LegacyName), All: Find(header, AllAddresses));
        var missing = found.Smtp < 0 ? SmtpAddress : found.Legacy < 0 && found.All < 0 ? LegacyName : null;
        return missing is null ? found : throw new FormatException($"there is no column {missing}, only {string.Join(", ", header)}");
    }

    private static int Find(string[] header, string column)
    {
        var first = Array.FindIndex(header, name => name.Equals(column, StringComparison.OrdinalIgnoreCase));
        return first < 0 || Array.FindIndex(header, first + 1, name => name.Equals(column, StringComparison.OrdinalIgnoreCase)) < 0
            ? first
            : throw new FormatException($"the column {column} is there twice (keep one of them)");
    }

    private static string Field(string[] fields, int column) => column >= 0 && column < fields.Length ? fields[column] : string.Empty;

    private static IEnumerable<string> Names(string legacyName, string addresses)
    {
        if (legacyName.Length > 0)
        {
            yield return legacyName;
        }

        // An X500 address has blanks and may have commas in it: only a blank or mark before another prefix ends it.
        foreach (var address in Separators().Split(addresses.Trim('{', '}')))
        {
            if (address.StartsWith("X500:", StringComparison.OrdinalIgnoreCase))
            {
                yield return address.TrimEnd(' ', ',', ';');
            }
        }
    }

    [GeneratedRegex(@"[\s,;|]+(?=[A-Za-z][A-Za-z0-9]*:)")]
    private static partial Regex Separators();
}
