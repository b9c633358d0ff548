using System.Net;

namespace ArchiveMigration.Engine.Notifications;

/// <summary>The page around a mail's body. Mail programs keep little of a style sheet, so it is short and stands at the elements.</summary>
internal static class MailPage
{
    private const string Style = "font:15px/1.5 'Segoe UI',system-ui,sans-serif;max-width:45rem;margin:1rem";

    public static string Of(string title, string body) =>
        $"<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>{WebUtility.HtmlEncode(title)}</title>\n</head>\n<body style=\"{Style}\">\n{body.TrimEnd()}\n</body>\n</html>\n";
}
