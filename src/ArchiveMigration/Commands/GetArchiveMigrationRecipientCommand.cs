using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Binding;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Commands;

/// <summary>Shows whom the internal names of a project's source tenant mean.</summary>
[Cmdlet(VerbsCommon.Get, "ArchiveMigrationRecipient")]
[OutputType(typeof(MigrationRecipient))]
public sealed class GetArchiveMigrationRecipientCommand : MigrationStoreCmdlet
{
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string Project { get; set; } = "*";

    /// <summary>legacyExchangeDNs or SMTP addresses.</summary>
    [Parameter(Position = 1)]
    [Alias("LegacyExchangeDN", "PrimarySmtpAddress", "Identity")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Recipient { get; set; }

    /// <inheritdoc/>
    protected override void Process() => ForEach(
        Selection.Projects(Engine.Catalog, Project),
        project =>
        {
            var selection = new RecipientSelection(project.Name, Engine.Catalog.GetRecipients(project.Name));
            if (Recipient is null)
            {
                WriteObject(selection.All, enumerateCollection: true);
            }
            else
            {
                ForEach(Recipient, pattern => WriteObject(selection.Of(pattern), enumerateCollection: true));
            }
        });
}
