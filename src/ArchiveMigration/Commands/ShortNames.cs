using System.Management.Automation;

namespace ArchiveMigration.Commands;

// The names people know from migration tools and will type. Exchange Online brings functions of some of these names into a session,
// and PowerShell prefers functions: there the long name is the one that always works. An alias would not help, since its definition
// is looked up by the same rule; a second cmdlet does, for it can be called as ArchiveMigration\Get-MigrationStatistics.

/// <summary>The short names and the command each is a second name of.</summary>
internal static class ShortNames
{
    /// <summary>Short name to long name.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new[]
    {
        "New-{0}Endpoint", "Get-{0}Endpoint", "Set-{0}Endpoint", "Remove-{0}Endpoint",
        "Add-{0}User", "Get-{0}User", "Set-{0}User", "Remove-{0}User",
        "Test-{0}Credential", "Get-{0}Statistics",
    }.ToDictionary(
        name => name.Replace("{0}", "Migration", StringComparison.Ordinal),
        name => name.Replace("{0}", "ArchiveMigration", StringComparison.Ordinal),
        StringComparer.OrdinalIgnoreCase);
}

/// <inheritdoc/>
[Cmdlet(VerbsCommon.New, "MigrationEndpoint", SupportsShouldProcess = true, DefaultParameterSetName = Binding.SignInChoice.ClientSecret)]
[OutputType(typeof(Engine.Endpoints.MigrationEndpoint), typeof(Engine.Endpoints.EndpointConsent), typeof(string))]
public sealed class NewMigrationEndpointCommand : NewArchiveMigrationEndpointCommand;

/// <inheritdoc/>
[Cmdlet(VerbsCommon.Get, "MigrationEndpoint")]
[OutputType(typeof(Engine.Endpoints.MigrationEndpoint))]
public sealed class GetMigrationEndpointCommand : GetArchiveMigrationEndpointCommand;

/// <inheritdoc/>
[Cmdlet(VerbsCommon.Set, "MigrationEndpoint", SupportsShouldProcess = true, DefaultParameterSetName = "Unchanged")]
[OutputType(typeof(Engine.Endpoints.MigrationEndpoint))]
public sealed class SetMigrationEndpointCommand : SetArchiveMigrationEndpointCommand;

/// <inheritdoc/>
[Cmdlet(VerbsCommon.Remove, "MigrationEndpoint", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveMigrationEndpointCommand : RemoveArchiveMigrationEndpointCommand;

/// <inheritdoc/>
[Cmdlet(VerbsCommon.Add, "MigrationUser", SupportsShouldProcess = true, DefaultParameterSetName = "Mailbox")]
[OutputType(typeof(Engine.Projects.MigrationUser))]
public sealed class AddMigrationUserCommand : AddArchiveMigrationUserCommand;

/// <inheritdoc/>
[Cmdlet(VerbsCommon.Get, "MigrationUser")]
[OutputType(typeof(Engine.Projects.MigrationUser))]
public sealed class GetMigrationUserCommand : GetArchiveMigrationUserCommand;

/// <inheritdoc/>
[Cmdlet(VerbsCommon.Set, "MigrationUser", SupportsShouldProcess = true, DefaultParameterSetName = "Domain")]
[OutputType(typeof(Engine.Projects.MigrationUser), typeof(Engine.Projects.UserChange))]
public sealed class SetMigrationUserCommand : SetArchiveMigrationUserCommand;

/// <inheritdoc/>
[Cmdlet(VerbsCommon.Remove, "MigrationUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveMigrationUserCommand : RemoveArchiveMigrationUserCommand;

/// <inheritdoc/>
[Cmdlet(VerbsDiagnostic.Test, "MigrationCredential")]
[OutputType(typeof(Engine.Endpoints.CredentialTestResult), typeof(bool))]
public sealed class TestMigrationCredentialCommand : TestArchiveMigrationCredentialCommand;

/// <inheritdoc/>
[Cmdlet(VerbsCommon.Get, "MigrationStatistics")]
[OutputType(typeof(Engine.Reports.UserStatistics), typeof(Engine.Reports.FolderStatistics), typeof(Engine.Reports.ProjectStatistics), typeof(Engine.Reports.CustomerStatistics))]
public sealed class GetMigrationStatisticsCommand : GetArchiveMigrationStatisticsCommand;
