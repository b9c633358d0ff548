using ArchiveMigration.Sandbox.Items;
using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Sandbox.Scenarios;

public sealed partial class SandboxScenario
{
    /// <summary>
    /// Contoso and Fabrikam with the archives that a migration meets: anna's has everything, bjoern's German and chiyo's
    /// Japanese names, dora's an item that Exchange cannot read, erik has no archive to go to, fatima's is empty, and
    /// gustav's is spread over three shards. About 2,400 items.
    /// </summary>
    /// <param name="seed">Same seed, same bytes.</param>
    public static SandboxScenario TwoTenants(int seed = 1)
    {
        var scenario = new SandboxScenario(seed);
        scenario.FillAnna(scenario.AddUser("anna", "Anna Berg").Source);
        scenario.FillBjoern(scenario.AddUser("bjoern", "Björn Grün").Source);
        scenario.FillChiyo(scenario.AddUser("chiyo", "千代 田中").Source);
        scenario.FillDora(scenario.AddUser("dora", "Dora Novák").Source);
        scenario.Filler(scenario.AddUser("erik", "Erik Ødegård", archiveAtDestination: false).Source, ItemCulture.English).Mail("Inbox", 40);
        scenario.AddUser("fatima", "فاطمة حداد");
        scenario.FillGustav(scenario.AddUser("gustav", "Gustav Lind").Source);
        return scenario;
    }

    /// <summary>Every kind of item, folders five deep, names that are hard on paths, copies, and a few large mails.</summary>
    private void FillAnna(SandboxUser user)
    {
        var filler = Filler(user, ItemCulture.English);
        filler.Mail("Inbox", 250);
        filler.Mail("Inbox/2019", 60);
        filler.Mail("Inbox/2019/Projects/Alpha/Offers", 80);
        filler.Large("Inbox/2019/Projects/Alpha/Offers", 2, 6_000_000);
        filler.Large("Inbox/2019/Projects/Alpha/Offers", 2, 3_800_000, understated: 40);
        filler.Mail("Sent Items", 180);
        filler.Oddities("Sent Items/Copies", 10, 6);
        filler.Of("Calendar", "IPF.Appointment", ItemShape.Appointment, 50);
        filler.Of("Calendar", "IPF.Appointment", ItemShape.RecurringAppointment, 20);
        filler.Of("Contacts", "IPF.Contact", ItemShape.Contact, 50);
        filler.Of("Contacts", "IPF.Contact", ItemShape.DistributionList, 10);
        filler.Of("Tasks", "IPF.Task", ItemShape.Task, 30);
        filler.Of("Notes", "IPF.StickyNote", ItemShape.StickyNote, 20);
        filler.Of("Journal", "IPF.Journal", ItemShape.Journal, 20);
        filler.Of("Discussions 💬", "IPF.Note", ItemShape.Post, 15);
        filler.Of("Faxes", "IPF.Note", ItemShape.Unknown, 15);
        var archive = user.Archive!;
        filler.Mail(archive.Root.AddFolder("Offers and/or Contracts"), 20);
        archive.Root.AddFolder("PersonMetadata").IsHidden = true;
        archive.Root.AddFolder("Unread Mail").IsSearchFolder = true;
    }

    private void FillBjoern(SandboxUser user)
    {
        var filler = Filler(user, ItemCulture.German);
        filler.Mail("Posteingang", 200);
        filler.Mail("Posteingang/2019", 120);
        filler.Mail("Gesendete Elemente", 100);
        filler.Of("Kalender", "IPF.Appointment", ItemShape.Appointment, 40);
        filler.Of("Kontakte", "IPF.Contact", ItemShape.Contact, 40);
    }

    private void FillChiyo(SandboxUser user)
    {
        var filler = Filler(user, ItemCulture.Japanese);
        filler.Mail("受信トレイ", 180);
        filler.Mail("受信トレイ/二〇一九年度", 90);
        filler.Of("予定表", "IPF.Appointment", ItemShape.RecurringAppointment, 40);
        filler.Of("連絡先", "IPF.Contact", ItemShape.Contact, 40);
    }

    private void FillDora(SandboxUser user)
    {
        var folder = Filler(user, ItemCulture.English).Mail("Inbox", 300);
        folder.Items.MarkCorrupt(172);
    }

    /// <summary>An auto-expanded archive: Exchange moved old mail to one further shard and the projects to another.</summary>
    private void FillGustav(SandboxUser user)
    {
        var filler = Filler(user, ItemCulture.English);
        filler.Mail("Inbox", 100);
        var old = filler.Mail("Inbox_2017 (Created on Jan 03, 2018 9_15)", 120);
        filler.Mail("Projects/Beta", 60);
        filler.Mail("Projects", 40);
        var archive = user.Archive!;
        archive.Expand(old, archive.AddAuxiliary(MakeGuid("gustav/aux1")));
        archive.Expand(archive.FindPath("Projects")!, archive.AddAuxiliary(MakeGuid("gustav/aux2")));
    }

    private ArchiveFiller Filler(SandboxUser user, ItemCulture culture) =>
        new(user, culture, path => (ulong)(uint)MakeSeed($"{user.UserPrincipalName}/{path}"));
}
