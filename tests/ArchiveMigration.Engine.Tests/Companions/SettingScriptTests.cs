using ArchiveMigration.Engine.Companions;
using ArchiveMigration.Engine.Tests.Passes;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Tests.Companions;

/// <summary>The script for what Graph has no access to.</summary>
public sealed class SettingScriptTests
{
    [Fact]
    public async Task Permissions_name_the_new_mailbox_and_the_new_person()
    {
        await using var rig = New();

        var lines = Write(rig, new FolderPermission("anna@contoso.example", "/Inbox/Projects", "bo@contoso.example", ["Editor"], []), new FolderPermission("anna@contoso.example", @"\Calendar", "Default", ["AvailabilityOnly"], ["Delegate", "None"]));

        Assert.Contains(@"Grant-FolderPermission -Folder 'anna@fabrikam.example:\Inbox\Projects' -User 'bo@fabrikam.example' -AccessRights 'Editor'", lines);
        Assert.Contains(@"Grant-FolderPermission -Folder 'anna@fabrikam.example:\Calendar' -User 'Default' -AccessRights 'AvailabilityOnly' -SharingPermissionFlags 'Delegate'", lines);
        Assert.DoesNotContain(lines, line => line.StartsWith("# Not done", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_cannot_be_said_is_a_comment_and_nothing_of_it_can_be_run()
    {
        await using var rig = New();

        var lines = Write(
            rig,
            new FolderPermission("anna@contoso.example", "x'; Remove-Mailbox anna; '", "bo@contoso.example", ["Editor"], []),
            new FolderPermission("anna@contoso.example", "Inbox", "Bo\nRemove-Mailbox anna", ["Editor"], []),
            new FolderPermission("anna@contoso.example", "Inbox", "stranger@example.org", ["Owner"], []),
            new FolderPermission("anna@contoso.example", "Inbox", "bo@contoso.example", ["$(Remove-Mailbox anna)"], []),
            new FolderPermission("anna@contoso.example", "Inbox", "Anonymous", ["None"], []),
            new FolderPermission("nobody@elsewhere.example", "Inbox", "bo@contoso.example", ["Editor"], []));

        Assert.Equal(@"Grant-FolderPermission -Folder 'anna@fabrikam.example:\x''; Remove-Mailbox anna; ''' -User 'bo@fabrikam.example' -AccessRights 'Editor'", Assert.Single(lines, line => line.StartsWith("Grant-", StringComparison.Ordinal)));
        Assert.Contains("# Not done (4):", lines);
        Assert.All(lines.Where(line => line.Contains("Remove-Mailbox", StringComparison.Ordinal)), line => Assert.True(line.StartsWith('#') || line.StartsWith("Grant-", StringComparison.Ordinal)));
        Assert.DoesNotContain(lines, line => line.Contains('\n', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Junk_lists_are_added_to_with_our_own_people_mapped()
    {
        await using var rig = New();

        var lines = rig.Engine.WriteSettingScript("Merger", [], [new JunkEmailLists("anna@contoso.example", ["bo@contoso.example", "example.org"], ["o'neil@spam.example"], true, null, true)]);

        Assert.Contains(
            "Set-MailboxJunkEmailConfiguration -Identity 'anna@fabrikam.example' -TrustedSendersAndDomains @{Add='bo@fabrikam.example','example.org'} -BlockedSendersAndDomains @{Add='o''neil@spam.example'} -ContactsTrusted $true -Enabled $true",
            lines);
    }

    private static Rig New()
    {
        var rig = new Rig(new ProjectOptions { RecipientMapping = ["@contoso.example->@fabrikam.example"] });
        rig.AddUser("anna");
        return rig;
    }

    private static IReadOnlyList<string> Write(Rig rig, params FolderPermission[] permissions) => rig.Engine.WriteSettingScript("Merger", permissions, []);
}
