using System.Text.Json;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Chaos.Kills;

/// <summary>
/// The process that is killed: it runs the engine as the cmdlets do. It starts in two steps, because a program's start takes longer than what it is killed
/// in: it signs in with a store of its own, says that it is ready, and waits for its order.
/// </summary>
internal static class Worker
{
    public const string SourceDomain = "contoso.example";
    public const string DestinationDomain = "fabrikam.example";

    public const string Project = "Merger";
    private const string Rule = "@nobody.example->@fabrikam.example";
    private const double TimesFaster = 20;
    private const int MostTold = 10;

    public static async Task<int> RunAsync(string accessText, string scratchStore)
    {
        var access = JsonSerializer.Deserialize<ServiceAccess>(accessText)!;
        await WarmUpAsync(access, scratchStore);
        Console.WriteLine("ready");
        if (await Console.In.ReadLineAsync() is not { } line)
        {
            return 0;
        }

        // The parent ends, however it ends: nobody is left to work for.
        _ = Task.Run(async () =>
        {
            await Console.In.ReadToEndAsync();
            Environment.Exit(0);
        });
        var report = await WorkAsync(JsonSerializer.Deserialize<WorkOrder>(line)!, access);
        Console.WriteLine(JsonSerializer.Serialize(report));
        return 0;
    }

    private static async Task WarmUpAsync(ServiceAccess access, string scratchStore)
    {
        await using var engine = new MigrationEngine(scratchStore, time: new QuickTime(TimesFaster));
        try
        {
            await engine.VerifyEndpointAsync(Endpoint("Contoso", access, access.SourceTenant, access.SourceClient), null, CancellationToken.None);
        }
        catch (MigrationException)
        {
            // It was a fault's turn. The run will sign in by itself.
        }
    }

    private static async Task<WorkReport> WorkAsync(WorkOrder order, ServiceAccess access)
    {
        try
        {
            await using var engine = new MigrationEngine(order.Store, time: new QuickTime(TimesFaster));
            Prepare(engine.Catalog, order, access);
            var users = order.Users.Select(name => $"{name}@{SourceDomain}").ToArray();
            var result = await engine.RunAsync(Project, new RunRequest { Kind = order.Kind, Users = users, WaitForQuota = order.WaitsForQuota }, new WorkerLog(order.Store + ".log"), CancellationToken.None);
            var reports = new Dictionary<string, UserReport>();
            foreach (var user in result.Users)
            {
                reports.Add(user.SourceAddress.Split('@')[0], new UserReport(user.Status, user.StatusDetail, await FailedAsync(engine, user.SourceAddress)));
            }

            return new WorkReport(result.Status.ToString(), reports);
        }
        catch (MigrationException failure)
        {
            return new WorkReport($"{failure.ErrorId}: {failure.Message}", new Dictionary<string, UserReport>());
        }
    }

    private static async Task<IReadOnlyList<string>> FailedAsync(MigrationEngine engine, string address)
    {
        List<string> failed = [];
        await foreach (var item in engine.GetItemsAsync(engine.Catalog.GetUser(Project, address), Disposition.Failed, CancellationToken.None))
        {
            failed.Add($"'{item.FolderPath}' {item.ErrorId} {item.ErrorMessage}");
            if (failed.Count == MostTold)
            {
                break;
            }
        }

        return failed;
    }

    /// <summary>Step by step, each its own transaction: a kill may have come between any two.</summary>
    private static void Prepare(IMigrationCatalog catalog, WorkOrder order, ServiceAccess access)
    {
        if (catalog.GetEndpoints().All(endpoint => endpoint.Name != "Contoso"))
        {
            catalog.AddEndpoint(Endpoint("Contoso", access, access.SourceTenant, access.SourceClient));
        }

        if (catalog.GetEndpoints().All(endpoint => endpoint.Name != "Fabrikam"))
        {
            catalog.AddEndpoint(Endpoint("Fabrikam", access, access.DestinationTenant, access.DestinationClient));
        }

        if (catalog.GetProjects().Count == 0)
        {
            catalog.AddProject(new MigrationProject { Name = Project, Source = "Contoso", Destination = "Fabrikam", Options = new ProjectOptions { MaximumErrors = 0 } });
        }

        var project = catalog.GetProject(Project);
        catalog.UpdateProject(project with { Options = project.Options with { RecipientMapping = order.Maps ? [Rule] : [] } });
        catalog.AddUsers(Project, [.. order.Users.Select(name => new MigrationUser
        {
            Project = Project,
            SourceAddress = $"{name}@{SourceDomain}",
            DestinationAddress = $"{name}@{DestinationDomain}",
        })]);
    }

    private static MigrationEndpoint Endpoint(string name, ServiceAccess access, string tenant, string client) => new()
    {
        Name = name,
        TenantId = tenant,
        ClientId = client,
        Cloud = new Cloud(CloudName.Custom, access.Authority, access.Graph, [access.ImportHost], access.TlsThumbprint),
        SignIn = new SignIn.ClientSecret(new Secret(access.Secret)),
    };
}
