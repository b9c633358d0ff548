using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Benchmarks;

/// <summary>A project between two tenants that nobody ever asks: for figures of what the store and the engine do by themselves.</summary>
internal static class MadeProject
{
    /// <summary>The project's name.</summary>
    public const string Name = "Merger";

    /// <summary>Puts the endpoints, the project and its users into a new store.</summary>
    public static IReadOnlyList<MigrationUser> Add(IMigrationCatalog catalog, IReadOnlyList<MigrationUser> users)
    {
        foreach (var name in new[] { "Source", "Destination" })
        {
            catalog.AddEndpoint(new MigrationEndpoint
            {
                Name = name,
                TenantId = "contoso.example",
                ClientId = "8a5e1f0c-22f8-4a63-a4c1-2f4f5f0c6b11",
                Cloud = new Cloud(CloudName.Custom, new Uri("https://localhost/"), new Uri("https://localhost/"), []),
                SignIn = new SignIn.DeviceCode(),
            });
        }

        catalog.AddProject(new MigrationProject { Name = Name, Customer = "Contoso GmbH", Source = "Source", Destination = "Destination" });
        return [.. catalog.AddUsers(Name, users).Select(added => added.User)];
    }

    /// <summary>A user of it.</summary>
    public static MigrationUser User(string name) => new() { Project = Name, SourceAddress = $"{name}@contoso.example", DestinationAddress = $"{name}@fabrikam.example" };
}
