using System.Text;

namespace ArchiveMigration.Engine.Passes.Filters;

/// <summary>A path as text, <see cref="Mailboxes.MailboxFolder.Path"/>, and its names: slashes separate, a backslash makes the next character part of the name.</summary>
internal static class FolderNames
{
    /// <summary>The path of names from the top.</summary>
    public static string Join(IReadOnlyList<string> names)
        => string.Join('/', names.Select(static name => name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("/", "\\/", StringComparison.Ordinal)));

    /// <summary>The names from the top. Empty ones are left out, so that a slash too many does no harm.</summary>
    public static IReadOnlyList<string> Split(string path)
    {
        List<string> names = [];
        var name = new StringBuilder();
        for (var index = 0; index <= path.Length; index++)
        {
            if (index == path.Length || path[index] == '/')
            {
                if (name.ToString() is var whole && !string.IsNullOrWhiteSpace(whole))
                {
                    names.Add(whole);
                }

                name.Clear();
            }
            else
            {
                index += path[index] == '\\' && index + 1 < path.Length ? 1 : 0;
                name.Append(path[index]);
            }
        }

        return names;
    }
}
