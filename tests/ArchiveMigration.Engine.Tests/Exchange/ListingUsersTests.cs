using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Engine.Tests.Exchange;

public sealed class ListingUsersTests
{
    [Fact]
    public async Task All_pages_of_the_directory_are_read_and_guests_and_those_without_mail_are_not_people_to_migrate()
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync();
        for (int i = 0; i < 1000; i++)
        {
            tenants.Scenario.Source.AddUser(new SandboxUser(Guid.NewGuid(), $"p{i}@contoso.example", $"Person {i}"));
        }

        tenants.Scenario.Source.AddUser(new SandboxUser(Guid.NewGuid(), "guest_fabrikam.com#EXT#@contoso.example", "Guest"));
        tenants.Scenario.Source.AddUser(new SandboxUser(Guid.NewGuid(), "service@contoso.example", "Service", "x500:/o=none"));

        List<DirectoryUser> people = [];
        await foreach (DirectoryUser person in tenants.SourceService.ListUsersAsync(default))
        {
            people.Add(person);
        }

        Assert.Equal(1001, people.Count);
        Assert.Equal(1001, people.Select(person => person.Id).Distinct().Count());
        Assert.DoesNotContain(people, person => person.UserPrincipalName.StartsWith("guest", StringComparison.Ordinal) || person.UserPrincipalName.StartsWith("service", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whom_the_project_has_by_another_address_is_known()
    {
        await using PretendTenants tenants = await PretendTenants.StartAsync();
        SandboxUser renamed = tenants.Scenario.Source.AddUser(
            new SandboxUser(Guid.NewGuid(), "new.name@contoso.example", "Anna", "SMTP:new.name@contoso.example", "smtp:old.name@contoso.example"));
        renamed.PrimaryMailbox = tenants.Source.PrimaryMailbox;
        renamed.Archive = tenants.Source.Archive;
        MigrationUser[] users = [new() { Project = "Merger", SourceAddress = "OLD.name@contoso.example", DestinationAddress = "a@fabrikam.example" }];

        Assert.Equal([(tenants.Source.UserPrincipalName, false)], await FindAsync(includesKnown: false));
        Assert.Equal([(renamed.UserPrincipalName, true), (tenants.Source.UserPrincipalName, false)], await FindAsync(includesKnown: true));

        async Task<List<(string, bool)>> FindAsync(bool includesKnown)
        {
            List<(string Name, bool IsKnown)> found = [];
            await foreach (FoundUser user in new UserSearch(tenants.SourceService, "Merger", users).RunAsync(includesKnown, _ => true, (_, _) => { }, default))
            {
                found.Add((user.UserPrincipalName, user.IsInProject));
            }

            return [.. found.OrderBy(user => user.Name, StringComparer.Ordinal)];
        }
    }
}
