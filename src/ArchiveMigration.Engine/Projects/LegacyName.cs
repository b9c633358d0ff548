namespace ArchiveMigration.Engine.Projects;

/// <summary>The internal names of Exchange: <c>/o=ExchangeLabs/ou=…/cn=…</c>, written with <c>X500:</c> or <c>EX:</c> before them or without.</summary>
public static class LegacyName
{
    private static readonly string[] Prefixes = ["X500:", "EX:"];

    /// <summary>Reads such a name, and gives it without what is before it. False when the text is none.</summary>
    public static bool TryRead(string? text, out string name)
    {
        name = (text ?? string.Empty).Trim();
        foreach (var prefix in Prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                name = name[prefix.Length..];
            }
        }

        return name.Length > 1 && name[0] == '/';
    }
}
