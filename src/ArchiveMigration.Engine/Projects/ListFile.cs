using System.Globalization;
using System.Text;

namespace ArchiveMigration.Engine.Projects;

/// <summary>
/// A list as spreadsheets save it, opened as text: UTF-8 and UTF-16 with their marks and without, otherwise this system's ANSI code page; separated by comma,
/// semicolon or tab, as the first line shows. Lines before the header that only programs write (<c>sep=;</c>, <c>#TYPE …</c>) are passed over.
/// </summary>
internal sealed class ListFile : IDisposable
{
    private const string Separators = ",;\t";

    /// <summary>windows-1252, where the system has no ANSI code page.</summary>
    private const int WesternEuropean = 1252;

    private ListFile(TextReader text, char separator, int linesBefore)
    {
        Text = text;
        Separator = separator;
        LinesBefore = linesBefore;
    }

    /// <summary>The text from the header on.</summary>
    public TextReader Text { get; }

    /// <summary>What stands between two cells.</summary>
    public char Separator { get; }

    /// <summary>How many lines were passed over.</summary>
    public int LinesBefore { get; }

    /// <summary>Opens it.</summary>
    /// <exception cref="MigrationException">InvalidArgument: it cannot be read, is empty, or is a workbook.</exception>
    public static ListFile Open(string path)
    {
        var text = Read(path);
        var lines = 0;
        char? said = null;
        while (Line(text) is { } line && (line.Length == 0 || IsOfPrograms(line)))
        {
            said = line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && line.Length == 5 ? line[4] : said;
            var next = text.IndexOf('\n', StringComparison.Ordinal);
            if (next < 0)
            {
                throw Empty(path);
            }

            text = text[(next + 1)..];
            lines++;
        }

        return string.IsNullOrWhiteSpace(text)
            ? throw Empty(path)
            : new ListFile(new StringReader(text), said ?? SeparatorOf(Line(text)), lines);
    }

    public void Dispose() => Text.Dispose();

    private static string Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MigrationException(ErrorIds.InvalidArgument, MigrationErrorKind.InvalidInput, $"The file {path} cannot be read: {e.Message.TrimEnd('.')}.", e)
            {
                Target = path,
                Remedy = "Check the path, that this account may read the file, and that no spreadsheet program keeps it open.",
            };
        }

        if (bytes is [(byte)'P', (byte)'K', ..])
        {
            throw CatalogError.Invalid($"{Path.GetFileName(path)} is a workbook, not a CSV file.", path, "In the spreadsheet program save it as 'CSV UTF-8'.");
        }

        using var reader = new StreamReader(new MemoryStream(bytes), EncodingOf(bytes), detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    /// <summary>For a file without a mark.</summary>
    private static Encoding EncodingOf(byte[] bytes)
    {
        if (bytes is [not 0, 0, ..])
        {
            return Encoding.Unicode;
        }

        try
        {
            var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
            _ = strict.GetCharCount(bytes);
            return strict;
        }
        catch (DecoderFallbackException)
        {
            var ansi = CultureInfo.CurrentCulture.TextInfo.ANSICodePage;
            return CodePagesEncodingProvider.Instance.GetEncoding(ansi > 0 ? ansi : WesternEuropean) ?? CodePagesEncodingProvider.Instance.GetEncoding(WesternEuropean)!;
        }
    }

    private static string? Line(string text) => text.Length == 0 ? null : text.AsSpan(0, text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? end : text.Length).Trim().ToString();

    private static bool IsOfPrograms(string line) => line.StartsWith("#TYPE", StringComparison.OrdinalIgnoreCase) || line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase);

    private static char SeparatorOf(string? header)
    {
        var isQuoted = false;
        Dictionary<char, int> seen = [];
        foreach (var c in header ?? string.Empty)
        {
            isQuoted ^= c == '"';
            if (!isQuoted && Separators.Contains(c, StringComparison.Ordinal))
            {
                seen[c] = seen.GetValueOrDefault(c) + 1;
            }
        }

        return seen.Count == 0 ? ',' : seen.MaxBy(entry => entry.Value).Key;
    }

    private static MigrationException Empty(string path) => CatalogError.Invalid(
        $"{Path.GetFileName(path)} is empty.", path, "Give a file whose first line names the columns, for example: Source Email,Destination Email");
}
