using System.Text;
using System.Text.RegularExpressions;
using ArchiveMigration.Engine.Projects;
using Markdig;

namespace ArchiveMigration.Engine.Notifications;

/// <summary>
/// What a mail says: Markdown with fields such as <c>{{Name}}</c>, the first line <c>Subject: …</c>. A field that there is not is found when the template is read, before
/// anybody is told anything.
/// </summary>
public sealed partial class MailTemplate
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().Build();

    private readonly string[] lines;

    private MailTemplate(string name, string subject, string[] lines)
    {
        Name = name;
        Subject = subject;
        this.lines = lines;
    }

    /// <summary>The file's name, for messages.</summary>
    public string Name { get; }

    /// <summary>The subject, with its fields.</summary>
    public string Subject { get; }

    /// <summary>The template that comes with the module.</summary>
    public static MailTemplate BuiltIn(NotificationKind kind)
    {
        var name = kind == NotificationKind.Before ? "before.md" : "after.md";
        using var text = new StreamReader(typeof(MailTemplate).Assembly.GetManifestResourceStream(typeof(MailTemplate), name)!);
        return Parse(name, text.ReadToEnd());
    }

    /// <summary>Reads a template.</summary>
    /// <param name="path">The file, in UTF-8.</param>
    /// <exception cref="MigrationException">TemplateNotReadable; TemplateFieldUnknown, naming the field and the line.</exception>
    public static MailTemplate Read(string path)
    {
        try
        {
            return Parse(Path.GetFileName(path), File.ReadAllText(path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw NotReadable(path, $"The template '{path}' cannot be read: {failure.Message.TrimEnd('.')}.", "Name a file that is there and that this account may read.", failure);
        }
    }

    /// <summary>Reads a template from a text.</summary>
    /// <param name="name">How messages name it.</param>
    /// <param name="text">The template.</param>
    /// <exception cref="MigrationException">As <see cref="Read"/>.</exception>
    public static MailTemplate Parse(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        if (!lines[0].StartsWith("Subject:", StringComparison.OrdinalIgnoreCase) || lines[0]["Subject:".Length..].Trim() is not { Length: > 0 } subject)
        {
            throw NotReadable(name, $"{name}, line 1: a template begins with the mail's subject.", "Write as its first line: Subject: Your archive moves on {{StartDate}}", null);
        }

        for (var number = 0; number < lines.Length; number++)
        {
            foreach (Match match in Field().Matches(lines[number]))
            {
                var field = match.Groups[1].Value;
                if (!TemplateFields.Names.Contains(field, StringComparer.OrdinalIgnoreCase))
                {
                    throw new MigrationException(ErrorIds.TemplateFieldUnknown, MigrationErrorKind.InvalidInput, $"{name}, line {number + 1}: there is no field '{field}'.")
                    {
                        Target = field,
                        Remedy = $"{NearestNames.Hint(field, TemplateFields.Names)} All fields: {string.Join(", ", TemplateFields.Names)}.",
                    };
                }
            }
        }

        return new MailTemplate(name, subject, lines);
    }

    /// <summary>Fills the template in.</summary>
    /// <param name="value">The value of a field; null = there is none.</param>
    /// <returns>The subject, the text in Markdown, and the mail as HTML.</returns>
    /// <exception cref="MigrationException">TemplateFieldUnknown: a field has no value.</exception>
    internal (string Subject, string Text, string Html) Render(Func<string, string?> value)
    {
        var subject = Fill(Subject, 1, static text => text.ReplaceLineEndings(" "));
        var text = string.Join('\n', lines.Skip(1).Select((line, index) => Fill(line, index + 2, static text => text))).Trim();
        var markdown = string.Join('\n', lines.Skip(1).Select((line, index) => Fill(line, index + 2, Escape)));
        return (subject, text, MailPage.Of(subject, Markdown.ToHtml(markdown, Pipeline)));

        string Fill(string line, int number, Func<string, string> encode) => Field().Replace(line, match => encode(value(match.Groups[1].Value) ?? throw NoValue(match.Groups[1].Value, number)));
    }

    private MigrationException NoValue(string field, int number) => new(ErrorIds.TemplateFieldUnknown, MigrationErrorKind.InvalidInput, $"{Name}, line {number}: the field '{field}' has no value here.")
    {
        Target = field,
        Remedy = field.StartsWith("Start", StringComparison.OrdinalIgnoreCase) ? "Say when the migration begins: -StartTime '2026-11-27 18:00'." : "Take the field out of the template, or wait until the user's migration has ended.",
    };

    private static MigrationException NotReadable(string target, string message, string remedy, Exception? cause)
        => new(ErrorIds.TemplateNotReadable, MigrationErrorKind.InvalidInput, message, cause) { Target = target, Remedy = remedy };

    // A name is text, whatever is in it: CommonMark takes a backslash before any ASCII punctuation for the character itself.
    private static string Escape(string value)
    {
        var escaped = new StringBuilder(value.Length);
        foreach (var character in value.ReplaceLineEndings(" "))
        {
            if (char.IsAsciiDigit(character) || char.IsAsciiLetter(character) || character is ' ' or > '\x7e' || character < '!')
            {
                escaped.Append(character);
            }
            else
            {
                escaped.Append('\\').Append(character);
            }
        }

        return escaped.ToString();
    }

    [GeneratedRegex(@"\{\{\s*([^{}]*?)\s*\}\}")]
    private static partial Regex Field();
}
