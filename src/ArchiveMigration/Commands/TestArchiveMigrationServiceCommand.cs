using System.Management.Automation;
using System.Text;
using ArchiveMigration.Base;
using ArchiveMigration.Completion;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.ServiceProbe;

namespace ArchiveMigration.Commands;

/// <summary>Asks Microsoft's service what its documentation leaves open, with a pair of test mailboxes. Writes test items to the destination and deletes them again.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ArchiveMigrationService", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ServiceAnswer))]
public sealed class TestArchiveMigrationServiceCommand : MigrationStoreCmdlet
{
    /// <summary>Far from the numbers that scripts use for their own bars.</summary>
    private const int Bar = 47_000;

    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ValidateNotNullOrEmpty]
    public string Project { get; set; } = string.Empty;

    [Parameter(Mandatory = true, Position = 1)]
    [ArgumentCompleter(typeof(UserCompleter))]
    [ValidateNotNullOrEmpty]
    public string User { get; set; } = string.Empty;

    [Parameter]
    [ArgumentCompleter(typeof(ServiceProbeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Probe { get; set; } = [];

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    [Parameter]
    public TimeSpan MaximumWait { get; set; }

    [Parameter]
    [ValidateRange(1L, long.MaxValue)]
    public long LargeItemSize { get; set; } = new ServiceTestRequest().LargeItemSize;

    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void Finish()
    {
        var chosen = ServiceProbes.Questions.Where(question => Probe.Length == 0 || Probe.Contains(question.Key, StringComparer.OrdinalIgnoreCase)).ToList();
        var user = Engine.Catalog.GetUser(Engine.Catalog.GetProject(Project).Name, User);
        if (!ShouldRun(user.DestinationAddress, chosen))
        {
            return;
        }

        var file = Path is null ? null : FullPath(Path);
        if (file is not null && File.Exists(file) && !Force)
        {
            throw new MigrationException(ErrorIds.InvalidArgument, MigrationErrorKind.AlreadyExists, $"There is a file '{file}' already.") { Target = file, Remedy = "Name another file, or say -Force to replace it." };
        }

        var report = Ask(user.SourceAddress, chosen.Count);
        if (file is not null)
        {
            Write(file, report.ToJson());
        }
    }

    private bool ShouldRun(string address, List<KeyValuePair<string, string>> chosen)
    {
        var action = $"Write test items to {address} and delete them again, to ask Microsoft's service {chosen.Count} {(chosen.Count == 1 ? "question" : "questions")}.";
        var shouldRun = ShouldProcess(action, $"{action} It must be a test mailbox. Go on?", "Test-ArchiveMigrationService", out var reason);
        if (reason == ShouldProcessReason.WhatIf)
        {
            chosen.ForEach(question => ShouldProcess($"{question.Key}: {question.Value}", string.Empty, string.Empty));
        }

        return shouldRun;
    }

    private ServiceTestReport Ask(string user, int total)
    {
        var activity = "Asking Microsoft's service";
        var asked = 0;
        var request = new ServiceTestRequest { Probes = Probe, MaximumWait = MaximumWait, LargeItemSize = LargeItemSize };
        ServiceTestReport? report = null;
        try
        {
            Run(
                async cancellationToken => report = await Engine.TestServiceAsync(Project, user, request, answer => Post(() => Show(answer)), ShowSignInMessage, cancellationToken).ConfigureAwait(false),
                () => WriteProgress(new ProgressRecord(Bar, activity, $"{asked:N0} of {total:N0} questions") { PercentComplete = total == 0 ? -1 : Math.Min(100, asked * 100 / total) }));
        }
        finally
        {
            EndProgress(new ProgressRecord(Bar, activity, "Done"));
        }

        return report!;

        void Show(ServiceAnswer answer)
        {
            asked++;
            WriteObject(answer);
            foreach (var heard in answer.Evidence)
            {
                WriteVerbose($"{answer.Id}: {heard}");
            }
        }
    }

    private static void Write(string file, string json)
    {
        try
        {
            File.WriteAllText(file, json, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MigrationException(ErrorIds.InvalidArgument, MigrationErrorKind.InvalidInput, $"The file '{file}' could not be written: {failure.Message}", failure)
            {
                Target = file,
                Remedy = "The answers are on the screen; ask again with another -Path to have them in a file.",
            };
        }
    }
}
