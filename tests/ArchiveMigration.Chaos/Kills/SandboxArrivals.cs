using ArchiveMigration.Chaos.Audits;
using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Chaos.Kills;

/// <summary>Reads what is in a destination archive, straight from the sandbox: neither through the service nor from the ledger.</summary>
internal static class SandboxArrivals
{
    public static IEnumerable<Arrival> Of(string user, SandboxMailbox archive) => Walk(user, archive.Root, string.Empty);

    private static IEnumerable<Arrival> Walk(string user, SandboxFolder parent, string path)
    {
        foreach (var child in (parent.ExpandedTo ?? parent).Children)
        {
            var childPath = path.Length == 0 ? child.DisplayName : $"{path}/{child.DisplayName}";
            var items = (child.ExpandedTo ?? child).Items;
            foreach (var item in items.Serials().Select(items.Find).OfType<FolderItem>())
            {
                yield return new Arrival(user, childPath, Convert.ToHexString(item.ComputeHash()));
            }

            foreach (var below in Walk(user, child, childPath))
            {
                yield return below;
            }
        }
    }
}
