using System.Management.Automation;
using ArchiveMigration.Base;
using ArchiveMigration.Engine.Companions;
using ArchiveMigration.Output;

namespace ArchiveMigration.Commands;

/// <summary>Copies what accompanies the users' mailboxes and Graph has access to: inbox rules and master categories.</summary>
[Cmdlet(VerbsCommon.Copy, "ArchiveMigrationSetting", SupportsShouldProcess = true)]
[OutputType(typeof(SettingCopyResult))]
public sealed class CopyArchiveMigrationSettingCommand : ProjectUsersCmdlet
{
    /// <summary>Which; by default all.</summary>
    [Parameter]
    [ValidateSet(nameof(SettingKind.InboxRule), nameof(SettingKind.Category))]
    public string[] Include { get; set; } = [nameof(SettingKind.InboxRule), nameof(SettingKind.Category)];

    /// <inheritdoc/>
    protected override void Finish()
    {
        foreach (var (project, addresses) in Gathered.All)
        {
            Copy(project, addresses);
        }
    }

    private void Copy(string project, IReadOnlyList<string> addresses)
    {
        var count = addresses.Count > 0 ? addresses.Count : Engine.Catalog.GetUsers(project).Count;
        var goesAhead = ShouldProcess($"{project} ({count:N0} {(count == 1 ? "user" : "users")})", "Copy inbox rules and categories to the destination's primary mailboxes");
        if (!goesAhead && !IsWhatIf)
        {
            return;
        }

        IReadOnlyList<SettingCopyResult> results = [];
        var progress = new RunProgress(this, Post, project, count);
        try
        {
            var request = new SettingCopyRequest
            {
                Users = addresses,
                Rules = Include.Contains(nameof(SettingKind.InboxRule), StringComparer.OrdinalIgnoreCase),
                Categories = Include.Contains(nameof(SettingKind.Category), StringComparer.OrdinalIgnoreCase),
                IsPreview = !goesAhead,
                ShowSignInMessage = ShowSignInMessage,
            };
            Run(async cancellationToken => results = await Engine.CopySettingsAsync(project, request, progress, cancellationToken).ConfigureAwait(false), progress.Draw);
        }
        finally
        {
            progress.Complete();
        }

        WriteObject(results, enumerateCollection: true);
    }
}
