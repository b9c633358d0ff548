using System.Text.Json.Nodes;
using ArchiveMigration.Engine.Companions;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Tests.Exchange;
using ArchiveMigration.Sandbox.Faults;
using ArchiveMigration.Sandbox.Hosting;
using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Engine.Tests.Companions;

/// <summary>Inbox rules and categories over real connections.</summary>
public sealed class SettingCopyTests
{
    [Fact]
    public async Task Rules_get_the_folders_and_addresses_of_the_new_mailbox_and_a_second_copy_makes_nothing()
    {
        await using PretendRun run = await StartAsync();
        PretendTenants tenants = run.Tenants;
        tenants.Source.PrimaryMailbox!.AddPath("Inbox/Projects");
        tenants.Destination.PrimaryMailbox!.AddPath("Inbox/Projects");
        Rule(tenants.Source, "Projects", """{"fromAddresses":[{"emailAddress":{"name":"Bo","address":"bo@contoso.example"}}],"subjectContains":["x"],"somethingNew":true}""", $$"""{"moveToFolder":"{{Folder(tenants.Source, "Inbox/Projects")}}","stopProcessingRules":true}""");
        Rule(tenants.Source, "Forward", "{}", """{"forwardTo":[{"emailAddress":{"address":"else@example.org"}}]}""");
        tenants.Source.Settings.AddCategory("Rot", "preset0");

        var first = await CopyAsync(run);

        Assert.Equal((SettingCopyStatus.Completed, 3, 0, 0), (first.Status, first.CarriedCount, first.PresentCount, first.LeftCount));
        var rules = tenants.Destination.Settings.Rules;
        Assert.Equal(["Projects", "Forward"], rules.Select(rule => rule["displayName"]!.ToString()));
        Assert.Equal(Folder(tenants.Destination, "Inbox/Projects"), rules[0]["actions"]!["moveToFolder"]!.ToString());
        Assert.Equal("bo@fabrikam.example", rules[0]["conditions"]!["fromAddresses"]![0]!["emailAddress"]!["address"]!.ToString());
        Assert.Equal("true", rules[0]["conditions"]!["somethingNew"]!.ToJsonString());
        Assert.Equal("else@example.org", rules[1]["actions"]!["forwardTo"]![0]!["emailAddress"]!["address"]!.ToString());
        Assert.Equal("preset0", tenants.Destination.Settings.Categories.Single()["color"]!.ToString());

        var second = await CopyAsync(run);
        Assert.Equal((SettingCopyStatus.Completed, 0, 3), (second.Status, second.CarriedCount, second.PresentCount));
        Assert.Equal(2, tenants.Destination.Settings.Rules.Count);
        Assert.Equal(3, Assert.Single(run.Engine.GetSettingCopies("Merger")).PresentCount);
    }

    [Fact]
    public async Task What_cannot_be_carried_is_told_with_its_reason_and_nothing_at_the_destination_is_changed()
    {
        await using PretendRun run = await StartAsync();
        PretendTenants tenants = run.Tenants;
        tenants.Source.PrimaryMailbox!.AddPath("Only here");
        Rule(tenants.Source, "Of Outlook", "{}", """{"delete":true}""", isReadOnly: true);
        Rule(tenants.Source, "Broken", "{}", """{"delete":true}""", hasError: true);
        Rule(tenants.Source, "No folder", "{}", $$"""{"copyToFolder":"{{Folder(tenants.Source, "Only here")}}"}""");
        Rule(tenants.Source, "Gone", "{}", """{"moveToFolder":"AQnothing"}""");
        Rule(tenants.Source, "Other", "{}", """{"delete":true}""");
        Rule(tenants.Destination, "Other", "{}", """{"markAsRead":true}""");
        tenants.Source.Settings.AddCategory("Rot", "preset0");
        tenants.Destination.Settings.AddCategory("rot", "preset1");

        var copied = await CopyAsync(run);

        Assert.Equal((SettingCopyStatus.CompletedWithErrors, 0, 6), (copied.Status, copied.CarriedCount, copied.LeftCount));
        var said = copied.Findings.ToDictionary(finding => $"{finding.Kind} {finding.Name}");
        Assert.Equal(SettingOutcome.Impossible, said["InboxRule Of Outlook"].Outcome);
        Assert.Contains("read-only", said["InboxRule Of Outlook"].Message!, StringComparison.Ordinal);
        Assert.Contains("'Only here'", said["InboxRule No folder"].Message!, StringComparison.Ordinal);
        Assert.Contains("gone at the source", said["InboxRule Gone"].Message!, StringComparison.Ordinal);
        Assert.Equal((SettingOutcome.Different, SettingOutcome.Different), (said["InboxRule Other"].Outcome, said["Category Rot"].Outcome));
        Assert.Equal(2, copied.Findings.Count(finding => finding.Outcome == SettingOutcome.ByScript));
        Assert.Equal("markAsRead", Assert.Single(Assert.Single(tenants.Destination.Settings.Rules)["actions"]!.AsObject()).Key);
    }

    [Fact]
    public async Task A_lost_answer_makes_no_rule_or_category_twice()
    {
        await using PretendRun run = await StartAsync();
        PretendTenants tenants = run.Tenants;
        Rule(tenants.Source, "One", "{}", """{"delete":true}""");
        tenants.Source.Settings.AddCategory("Rot", "preset0");

        foreach (var (rules, categories) in new[] { (true, false), (false, true) })
        {
            tenants.Host.Faults.Add(new SandboxFault(FaultKind.LostResponse) { Operation = SandboxOperation.WriteSettings, Count = 1 });
            var copied = await CopyAsync(run, new SettingCopyRequest { Rules = rules, Categories = categories });
            Assert.Equal((SettingCopyStatus.Completed, 1), (copied.Status, copied.CarriedCount));
        }

        Assert.Single(tenants.Destination.Settings.Rules);
        Assert.Single(tenants.Destination.Settings.Categories);
    }

    [Fact]
    public async Task A_preview_makes_nothing_and_a_missing_permission_is_named()
    {
        await using PretendRun run = await StartAsync();
        PretendTenants tenants = run.Tenants;
        Rule(tenants.Source, "One", "{}", """{"delete":true}""");

        var looked = await CopyAsync(run, new SettingCopyRequest { IsPreview = true });
        Assert.Equal((SettingCopyStatus.Previewed, 1), (looked.Status, looked.CarriedCount));
        Assert.Empty(tenants.Destination.Settings.Rules);
        Assert.Empty(run.Engine.GetSettingCopies("Merger"));

        tenants.Scenario.DestinationApplication.GrantedRoles.Remove("MailboxSettings.ReadWrite");
        var refused = await CopyAsync(run);
        Assert.Equal(SettingCopyStatus.Failed, refused.Status);
        Assert.Contains("MailboxSettings.Read", refused.Detail!, StringComparison.Ordinal);
    }

    private static Task<PretendRun> StartAsync() => PretendRun.StartAsync(new ProjectOptions { RecipientMapping = ["@contoso.example->@fabrikam.example"] });

    private static async Task<SettingCopyResult> CopyAsync(PretendRun run, SettingCopyRequest? request = null)
        => Assert.Single(await run.Engine.CopySettingsAsync("Merger", request ?? new SettingCopyRequest(), run, default));

    private static string Folder(SandboxUser user, string path) => "AQ" + user.PrimaryMailbox!.FindPath(path)!.Id;

    private static void Rule(SandboxUser user, string name, string conditions, string actions, bool isReadOnly = false, bool hasError = false) => user.Settings.AddRule(new JsonObject
    {
        ["displayName"] = name,
        ["sequence"] = user.Settings.Rules.Count + 1,
        ["conditions"] = JsonNode.Parse(conditions),
        ["actions"] = JsonNode.Parse(actions),
        ["isReadOnly"] = isReadOnly,
        ["hasError"] = hasError,
    });
}
