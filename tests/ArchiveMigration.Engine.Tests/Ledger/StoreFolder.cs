using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Tests.Ledger;

/// <summary>A folder of its own for the stores of one test, and things to put into them.</summary>
public sealed class StoreFolder : IDisposable
{
    private readonly List<SqliteStore> opened = [];

    public string Root { get; } = Directory.CreateTempSubdirectory("archivemigration-tests-").FullName;

    public ManualTimeProvider Time { get; } = new();

    public string StorePath => Path.Combine(Root, "data", "migrations.db");

    public static Cloud Worldwide { get; } = new(
        CloudName.Global, new Uri("https://login.microsoftonline.com/"), new Uri("https://graph.microsoft.com/"), ["outlook.office365.com"]);

    public SqliteStore Open()
    {
        var store = SqliteStore.Open(StorePath, Time);
        opened.Add(store);
        return store;
    }

    public static MigrationEndpoint Endpoint(string name, string? secret = null) => new()
    {
        Name = name,
        TenantId = "contoso.onmicrosoft.com",
        ClientId = "8a5e1f0c-22f8-4a63-a4c1-2f4f5f0c6b11",
        Cloud = Worldwide,
        SignIn = secret is null ? new SignIn.StoreCertificate("9F00AA") : new SignIn.ClientSecret(new Secret(secret)),
    };

    public static MigrationProject Project(string name, string source = "Contoso", string destination = "Fabrikam") => new() { Name = name, Source = source, Destination = destination };

    public static MigrationUser User(string source, string? destination = null) => new()
    {
        Project = "Merger",
        SourceAddress = source,
        DestinationAddress = destination ?? source.Replace("contoso", "fabrikam", StringComparison.Ordinal),
    };

    /// <summary>A store with two endpoints and the project Merger.</summary>
    public SqliteStore OpenWithProject()
    {
        var store = Open();
        store.Catalog.AddEndpoint(Endpoint("Contoso"));
        store.Catalog.AddEndpoint(Endpoint("Fabrikam"));
        store.Catalog.AddProject(Project("Merger"));
        return store;
    }

    public void Dispose()
    {
        opened.ForEach(store => store.Dispose());
        Directory.Delete(Root, recursive: true);
    }
}
