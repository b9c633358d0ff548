using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Binding;
using ArchiveMigration.Completion;

namespace ArchiveMigration.Commands;

/// <summary>Removes internal names from the recipients of a project. Nothing in a mailbox or a tenant is touched.</summary>
[Cmdlet(VerbsCommon.Remove, "ArchiveMigrationRecipient", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveArchiveMigrationRecipientCommand : MigrationStoreCmdlet
{
    private readonly Dictionary<string, (RecipientSelection Selection, HashSet<string> Names)> projects = new(StringComparer.OrdinalIgnoreCase);

    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ValidateNotNullOrEmpty]
    public string Project { get; set; } = string.Empty;

    /// <summary>legacyExchangeDNs or SMTP addresses.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("LegacyExchangeDN", "PrimarySmtpAddress", "Identity")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Recipient { get; set; } = [];

    /// <inheritdoc/>
    protected override void Process() => ForEach(Recipient, pattern =>
    {
        if (!projects.TryGetValue(Project, out var known))
        {
            var name = Engine.Catalog.GetProject(Project).Name;
            projects[Project] = known = (new RecipientSelection(name, Engine.Catalog.GetRecipients(name)), new(StringComparer.OrdinalIgnoreCase));
        }

        known.Names.UnionWith(known.Selection.Of(pattern).Select(recipient => recipient.LegacyExchangeDN));
    });

    /// <summary>All at once, so that a table of 50,000 is one question and one transaction.</summary>
    protected override void Finish() => ForEach(projects.Where(project => project.Value.Names.Count > 0), project =>
    {
        var names = project.Value.Names;
        if (ShouldProcess(names.Count == 1 ? names.First() : $"{names.Count:N0} legacyExchangeDNs", $"Remove from the recipients of project {project.Key}"))
        {
            Engine.Catalog.RemoveRecipients(project.Key, names);
        }
    });
}
