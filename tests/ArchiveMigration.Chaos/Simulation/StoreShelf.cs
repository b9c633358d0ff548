using System.Globalization;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Chaos.Simulation;

/// <summary>
/// Gives each simulated process its store: a fresh one, or what was kept of the one before at the moment of its end. A killed process goes on
/// unwinding on the old files, so the next one works on a copy.
/// </summary>
internal sealed class StoreShelf : IDisposable
{
    public const string Project = "Merger";

    // In memory where the system offers it: a store syncs to disk often, which says nothing here.
    private readonly string directory = Directory.Exists("/dev/shm") && OperatingSystem.IsLinux()
        ? Directory.CreateDirectory(Path.Combine("/dev/shm", $"am-chaos-{Guid.NewGuid():N}")).FullName
        : Directory.CreateTempSubdirectory("am-chaos-").FullName;

    private readonly List<string> used = [];
    private int numbers;

    public StoreShelf()
    {
        var engine = new MigrationEngine(TemplatePath);
        engine.Catalog.AddEndpoint(Endpoint(World.SourceTenant));
        engine.Catalog.AddEndpoint(Endpoint(World.DestinationTenant));
        engine.Catalog.AddProject(new MigrationProject { Name = Project, Source = World.SourceTenant, Destination = World.DestinationTenant });
        engine.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private string TemplatePath => Path.Combine(directory, "template.db");

    /// <summary>A store with the endpoints and the project, and nobody in it.</summary>
    public string Fresh()
    {
        var path = Next();
        File.Copy(TemplatePath, path);
        return path;
    }

    /// <summary>What is committed in a store at this moment, as a kill leaves it.</summary>
    public string Keep(string path)
    {
        var copy = Next();
        File.Copy(path, copy);
        if (File.Exists($"{path}-wal"))
        {
            File.Copy($"{path}-wal", $"{copy}-wal");
        }

        return copy;
    }

    /// <summary>Throws away what the last migration left.</summary>
    public void Clear()
    {
        foreach (var path in used.SelectMany(path => new[] { path, $"{path}-wal", $"{path}-shm", $"{path}.run" }))
        {
            TryDelete(path);
        }

        used.Clear();
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(directory, recursive: true);
        }
        catch (IOException)
        {
            // Something that was never unwound still holds a file; the system's own cleaning takes it.
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (IOException)
        {
            // As above.
        }
    }

    private string Next()
    {
        var path = Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"{++numbers}.db"));
        used.Add(path);
        return path;
    }

    private static MigrationEndpoint Endpoint(string name) => new()
    {
        Name = name,
        TenantId = $"{name}.example",
        ClientId = "8a5e0000-0000-0000-0000-000000000001",
        Cloud = new Cloud(CloudName.Global, new Uri("https://login.microsoftonline.com/"), new Uri("https://graph.microsoft.com/"), ["outlook.office365.com"]),
        SignIn = new SignIn.DeviceCode(),
    };
}
