using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Sandbox.Scenarios;

public sealed partial class SandboxScenario
{
    /// <summary>Contoso and Fabrikam without anybody; see <see cref="AddUser(string, string, bool)"/>.</summary>
    public static SandboxScenario Empty(int seed = 1) => new(seed);

    /// <summary>One mailbox with <paramref name="items"/> plain mails of one size.</summary>
    /// <param name="seed">Same seed, same bytes.</param>
    /// <param name="items">Number of items.</param>
    /// <param name="size">Bytes of each.</param>
    public static SandboxScenario OneMailbox(int seed, int items, long size) => ManyMailboxes(seed, 1, items, size);

    /// <summary>Mailboxes user1, user2... with plain mails of one size each.</summary>
    /// <param name="seed">Same seed, same bytes.</param>
    /// <param name="mailboxes">Number of users.</param>
    /// <param name="items">Number of items in each archive.</param>
    /// <param name="size">Bytes of each item.</param>
    public static SandboxScenario ManyMailboxes(int seed, int mailboxes, int items, long size)
    {
        var scenario = new SandboxScenario(seed);
        for (var i = 1; i <= mailboxes; i++)
        {
            var (user, _) = scenario.AddUser($"user{i}", $"User {i}");
            user.Archive!.Root.AddFolder("Bulk").Items.Add(new UniformItems(scenario.MakeSeed($"user{i}"), items, size));
        }

        return scenario;
    }
}
