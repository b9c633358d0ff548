using System.Globalization;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Reports;
using ArchiveMigration.Engine.Reports.Export;
using ArchiveMigration.Sandbox.Audits;
using ArchiveMigration.Sandbox.Hosting;
using ArchiveMigration.Sandbox.Scenarios;
using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Sandbox.Rehearsal;

/// <summary>A whole migration between the two pretend tenants, step by step through the same door as the cmdlets.</summary>
internal sealed class Rehearsal(SandboxHost host, SandboxScenario scenario, MigrationEngine engine, TextWriter output)
{
    private const string Project = "Rehearsal";

    /// <summary>The rule by which addresses in items are mapped, as an administrator would write it for these two tenants.</summary>
    private string Rule => $"@{Addresses.SourceDomain}->@{Addresses.DestinationDomain}";

    /// <summary>What the rule has to come to.</summary>
    public AddressChange Addresses => new(scenario.Source.Domains[^1], scenario.Destination.Domains[^1]);

    /// <summary>Makes the endpoints and proves that they sign in, the project, and its users.</summary>
    public async Task PrepareAsync(CancellationToken stop)
    {
        engine.Catalog.AddEndpoint(await VerifyAsync("Contoso", scenario.Source, scenario.SourceApplication, stop));
        engine.Catalog.AddEndpoint(await VerifyAsync("Fabrikam", scenario.Destination, scenario.DestinationApplication, stop));
        engine.Catalog.AddProject(new MigrationProject { Name = Project, Customer = "Contoso GmbH", Source = "Contoso", Destination = "Fabrikam", Options = new ProjectOptions { RecipientMapping = [Rule] } });
        engine.Catalog.AddUsers(Project, [.. scenario.Users.Select(pair => new MigrationUser
        {
            Project = Project,
            SourceAddress = pair.Source.UserPrincipalName,
            DestinationAddress = pair.Destination.UserPrincipalName,
            DisplayName = pair.Source.DisplayName,
        })]);
    }

    /// <summary>Checks every user without moving data and shows who cannot be migrated.</summary>
    public async Task TestCredentialsAsync(CancellationToken stop)
    {
        var ready = 0;
        await foreach (var result in engine.TestCredentialsAsync(Project, [], null, stop))
        {
            if (result.Succeeded)
            {
                ready++;
            }
            else
            {
                output.WriteLine($"  {result.SourceAddress}: {result.Message}");
            }
        }

        output.WriteLine($"  {ready} of {scenario.Users.Count} users are ready to migrate.");
    }

    /// <summary>Runs the full pass with a board of progress bars.</summary>
    public async Task<ProjectRunResult> RunAsync(bool isTerminal, CancellationToken stop)
    {
        await using var board = new ProgressBoard(output, isTerminal);
        return await engine.RunAsync(Project, new RunRequest(), board, stop);
    }

    /// <summary>Shows the table and the closing line, and writes the report page.</summary>
    public async Task<MigrationReport> CloseAsync(string reportPath)
    {
        var report = await engine.GetReportAsync(Project, CancellationToken.None);
        output.WriteLine();
        StatisticsTable.Write(report.Users, output);
        foreach (var (user, item) in report.Failures.SelectMany(group => group.Examples))
        {
            output.WriteLine($"   {user}, {item.FolderPath}, {item.Source.ItemClass} of {ByteSize.Show(item.Source.Size, CultureInfo.InvariantCulture)}: {item.ErrorMessage} ({item.ServiceCode}, request {item.RequestId})");
        }

        output.WriteLine();
        output.WriteLine(report.Sentence);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Addresses ({Rule}): {report.Totals.MappedAddressCount:N0} mapped in {report.Totals.MappedItemCount:N0} items, {report.Totals.NotMappedItemCount:N0} items could not be mapped."));
        foreach (var (user, item) in report.NotMappedItems)
        {
            output.WriteLine($"   {user}, {item.FolderPath}, {item.Source.ItemClass}: {item.Mapping}");
        }

        await engine.ExportReportAsync(Project, new ReportRequest { Path = reportPath }, CancellationToken.None);
        output.WriteLine($"Report: {reportPath}   State: {engine.StorePath}");
        return report;
    }

    private Task<MigrationEndpoint> VerifyAsync(string name, SandboxTenant tenant, SandboxApplication application, CancellationToken stop) =>
        engine.VerifyEndpointAsync(
            new MigrationEndpoint
            {
                Name = name,
                TenantId = tenant.InitialDomain,
                ClientId = application.ClientId.ToString(),
                Cloud = new Cloud(CloudName.Custom, host.AuthorityUrl, host.GraphUrl, [host.ImportHost], host.TlsThumbprint),
                SignIn = new SignIn.ClientSecret(new Secret(scenario.ClientSecret)),
            },
            null,
            stop);
}
