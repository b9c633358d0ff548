using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Binding;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine.Companions;

namespace ArchiveMigration.Commands;

/// <summary>Makes a script for Exchange Online of the source's folder permissions and junk e-mail lists, which Graph has no access to.</summary>
[Cmdlet(VerbsData.ConvertTo, "ArchiveMigrationSettingScript")]
[OutputType(typeof(string))]
public sealed class ConvertToArchiveMigrationSettingScriptCommand : MigrationStoreCmdlet
{
    private readonly List<FolderPermission> permissions = [];
    private readonly List<JunkEmailLists> lists = [];
    private int notUnderstood;

    /// <summary>The project, whose users and rules say who is who in the new tenant.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ValidateNotNullOrEmpty]
    public string Project { get; set; } = string.Empty;

    /// <summary>What Get-MailboxFolderPermission or Get-MailboxJunkEmailConfiguration gave at the source.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    public SettingReference[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var row in InputObject)
        {
            if (row.Permission is { } permission)
            {
                permissions.Add(permission);
            }
            else if (row.Junk is { } junk)
            {
                lists.Add(junk);
            }
            else if (notUnderstood++ == 0)
            {
                WriteWarning(
                    $"'{row.Text}' is neither a folder permission nor a junk e-mail configuration with the address of its mailbox, and was left out. It needs a property Mailbox with the mailbox's SMTP address, and AccessRights, "
                    + "or TrustedSendersAndDomains and BlockedSendersAndDomains: see Get-Help ConvertTo-ArchiveMigrationSettingScript -Examples.");
            }
        }
    }

    /// <inheritdoc/>
    protected override void Finish()
    {
        if (notUnderstood > 1)
        {
            WriteWarning($"{notUnderstood:N0} objects in all were left out for this reason.");
        }

        if (permissions.Count + lists.Count > 0)
        {
            WriteObject(Engine.WriteSettingScript(Project, permissions, lists), enumerateCollection: true);
        }
    }
}
