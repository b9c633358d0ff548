using System.Globalization;
using System.Text.RegularExpressions;
using ArchiveMigration.Engine.Reports;

namespace ArchiveMigration.Engine.Companions;

/// <summary>
/// Writes an Exchange Online script that gives the new mailboxes what Graph has no access to: folder permissions, safe and blocked senders. It is made of an export of the
/// source, so nothing of it can become a command: see <see cref="PowerShellText"/>. The script can be run again.
/// </summary>
internal sealed partial class SettingScript(string project, SettingAddresses addresses)
{
    private static readonly string[] Everybody = ["Default", "Anonymous"];

    private readonly List<string> left = [];

    /// <summary>The lines of the script.</summary>
    public IReadOnlyList<string> Lines(IReadOnlyList<FolderPermission> permissions, IReadOnlyList<JunkEmailLists> lists, DateTimeOffset writtenUtc)
    {
        var body = permissions.GroupBy(entry => entry.Mailbox, StringComparer.OrdinalIgnoreCase).SelectMany(Permissions).Concat(lists.SelectMany(Junk)).ToList();
        return [.. Head(writtenUtc, permissions.Count, lists.Count), .. body, .. Left()];
    }

    private IEnumerable<string> Head(DateTimeOffset writtenUtc, int permissions, int lists) =>
    [
        PowerShellText.Comment($"Folder permissions and junk e-mail lists for the new mailboxes of the project {project}, by ArchiveMigration, {writtenUtc.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC."),
        "#",
        "# Run it in a session that is connected to the NEW tenant (Connect-ExchangeOnline), as often as you like: what is there already is set again,",
        "# nothing is removed. With $WhatIfPreference = $true before it, it only tells. Folders must be there under the same names: in mailboxes of",
        "# another language change them here (\\Calendar is \\Kalender in a German one).",
        "#",
        $"# Made of {Number(permissions)} folder {(permissions == 1 ? "permission" : "permissions")} and {Number(lists)} junk e-mail {(lists == 1 ? "list" : "lists")}. What is not done stands at the end.",
        string.Empty,
        "function Grant-FolderPermission([string] $Folder, [string] $User, [string[]] $AccessRights, [string[]] $SharingPermissionFlags) {",
        "    $more = if ($SharingPermissionFlags) { @{ SharingPermissionFlags = $SharingPermissionFlags } } else { @{} }",
        "    if (Get-MailboxFolderPermission -Identity $Folder -User $User -ErrorAction SilentlyContinue) {",
        "        Set-MailboxFolderPermission -Identity $Folder -User $User -AccessRights $AccessRights @more",
        "    }",
        "    else {",
        "        Add-MailboxFolderPermission -Identity $Folder -User $User -AccessRights $AccessRights @more",
        "    }",
        "}",
    ];

    private IEnumerable<string> Permissions(IGrouping<string, FolderPermission> mailbox)
    {
        if (addresses.TryMap(mailbox.Key) is not { } there)
        {
            left.Add($"{mailbox.Key}: the mailbox is not in the project, and no rule maps its address ({mailbox.Count()} permissions).");
            yield break;
        }

        var isFirst = true;
        foreach (var entry in mailbox)
        {
            if (Line(there, entry) is { } line)
            {
                if (isFirst)
                {
                    yield return string.Empty;
                    yield return PowerShellText.Comment($"{mailbox.Key} -> {there}");
                    isFirst = false;
                }

                yield return line;
            }
        }
    }

    private string? Line(string mailbox, FolderPermission entry)
    {
        var what = $"{entry.Mailbox}, folder {entry.Folder}, {entry.User} ({string.Join(", ", entry.AccessRights)})";
        var isEverybody = Everybody.Contains(entry.User, StringComparer.OrdinalIgnoreCase);
        if (isEverybody && entry.AccessRights.All(right => right.Equals("None", StringComparison.OrdinalIgnoreCase)))
        {
            return null; // As it is in any new mailbox.
        }

        if (entry.AccessRights.Count == 0 || !entry.AccessRights.Concat(entry.SharingFlags).All(right => Word().IsMatch(right)))
        {
            left.Add($"{what}: the access rights are none that Exchange knows.");
            return null;
        }

        var user = isEverybody ? entry.User : entry.User.Contains('@', StringComparison.Ordinal) ? addresses.TryMap(entry.User) : null;
        if (user is null)
        {
            left.Add(entry.User.Contains('@', StringComparison.Ordinal) ? $"{what}: nothing maps this person's address to the new tenant." : $"{what}: only a name is told, no address.");
            return null;
        }

        var flags = entry.SharingFlags.Where(flag => !flag.Equals("None", StringComparison.OrdinalIgnoreCase)).ToList();
        return $"Grant-FolderPermission -Folder {PowerShellText.Literal($"{mailbox}:{FolderPath(entry.Folder)}")} -User {PowerShellText.Literal(user)} -AccessRights {Texts(entry.AccessRights)}"
            + (flags.Count == 0 ? string.Empty : $" -SharingPermissionFlags {Texts(flags)}");
    }

    private IEnumerable<string> Junk(JunkEmailLists lists)
    {
        if (addresses.TryMap(lists.Mailbox) is not { } there)
        {
            left.Add($"{lists.Mailbox}: the mailbox is not in the project, and no rule maps its address (junk e-mail lists).");
            yield break;
        }

        string?[] settings =
        [
            lists.TrustedSenders.Count > 0 ? $"-TrustedSendersAndDomains @{{Add={Texts(Mapped(lists.TrustedSenders))}}}" : null,
            lists.BlockedSenders.Count > 0 ? $"-BlockedSendersAndDomains @{{Add={Texts(Mapped(lists.BlockedSenders))}}}" : null,
            Switch("ContactsTrusted", lists.ContactsTrusted),
            Switch("TrustedListsOnly", lists.TrustedListsOnly),
            Switch("Enabled", lists.Enabled),
        ];
        if (settings.OfType<string>().ToList() is { Count: > 0 } told)
        {
            yield return string.Empty;
            yield return PowerShellText.Comment($"{lists.Mailbox} -> {there}: {Number(lists.TrustedSenders.Count)} safe, {Number(lists.BlockedSenders.Count)} blocked");
            yield return $"Set-MailboxJunkEmailConfiguration -Identity {PowerShellText.Literal(there)} {string.Join(' ', told)}";
        }
    }

    private IEnumerable<string> Left()
    {
        if (left.Count > 0)
        {
            yield return string.Empty;
            yield return $"# Not done ({Number(left.Count)}):";
            foreach (var reason in left)
            {
                yield return PowerShellText.Comment(reason);
            }
        }
    }

    private IEnumerable<string> Mapped(IReadOnlyList<string> senders) => senders.Select(sender => sender.Contains('@', StringComparison.Ordinal) ? addresses.Map(sender) : sender).Distinct(StringComparer.OrdinalIgnoreCase);

    private static string FolderPath(string folder)
    {
        var path = folder.StartsWith('/') ? folder.Replace('/', '\\') : folder;
        return path is "" or "\\" or "\\Top of Information Store" ? "\\" : path.StartsWith('\\') ? path : "\\" + path;
    }

    private static string? Switch(string name, bool? value) => value is { } told ? $"-{name} ${(told ? "true" : "false")}" : null;

    private static string Texts(IEnumerable<string> texts) => string.Join(',', texts.Select(PowerShellText.Literal));

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    [GeneratedRegex("^[A-Za-z]{1,40}$", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
