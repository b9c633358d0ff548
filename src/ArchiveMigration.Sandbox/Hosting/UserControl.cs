using System.Text.Json;
using ArchiveMigration.Sandbox.Graph;
using ArchiveMigration.Sandbox.Mailboxes;
using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Sandbox.Hosting;

/// <summary>
/// POST /sandbox/users: adds a person to the source tenant (the first) and the destination tenant (the second) while the sandbox runs,
/// so that each test of another process can have mailboxes of its own.
/// </summary>
internal sealed class UserControl(SandboxRuntime runtime)
{
    public async Task AddAsync(HttpContext context, JsonSerializerOptions json)
    {
        var wanted = await context.Request.ReadFromJsonAsync<WantedUser>(json, context.RequestAborted) ?? throw new JsonException("An object is needed.");
        if (string.IsNullOrWhiteSpace(wanted.Name))
        {
            throw new JsonException("A name is needed.");
        }

        var source = Add(runtime.Options.Tenants[0], wanted.Name, wanted.ArchiveAtSource);
        var destination = wanted.AtDestination ? Add(runtime.Options.Tenants[1], wanted.Name, wanted.ArchiveAtDestination, wanted.DestinationPlans) : null;
        if (wanted.Items > 0)
        {
            source.Archive?.AddPath("Inbox/Mail").Items.Add(new UniformItems(wanted.Seed, wanted.Items, wanted.Size));
        }

        await context.Response.WriteAsJsonAsync(
            new
            {
                SourceAddress = source.UserPrincipalName,
                DestinationAddress = destination?.UserPrincipalName,
                SourceArchive = source.Archive?.Id,
                DestinationArchive = destination?.Archive?.Id,
            },
            json,
            context.RequestAborted);
    }

    private static SandboxUser Add(SandboxTenant tenant, string name, bool hasArchive, IReadOnlyList<Guid>? plans = null)
    {
        var user = new SandboxUser(Guid.NewGuid(), $"{name}@{tenant.Domains[^1]}", name);
        foreach (var plan in plans ?? [UserEndpoints.ExchangePlan2])
        {
            user.ServicePlans.Add(plan);
        }

        user.PrimaryMailbox = tenant.AddMailbox(Guid.NewGuid(), MailboxKind.Primary);
        user.PrimaryMailbox.Root.AddFolder("Inbox").WellKnownName = "inbox";
        if (hasArchive)
        {
            user.Archive = tenant.AddMailbox(Guid.NewGuid(), MailboxKind.Archive);
            user.Archive.Root.AddFolder("Deleted Items").WellKnownName = "archivedeleteditems";
        }

        // Last, so that nobody finds the user half made.
        return tenant.AddUser(user);
    }

    /// <summary>The person, what is in the source archive, and the service plans at the destination (none given = Exchange Online Plan 2).</summary>
    private sealed record WantedUser(
        string Name,
        int Items = 0,
        long Size = 4000,
        int Seed = 1,
        bool ArchiveAtSource = true,
        bool AtDestination = true,
        bool ArchiveAtDestination = true,
        IReadOnlyList<Guid>? DestinationPlans = null);
}
