namespace ArchiveMigration.Tests.Pester;

/// <summary>A theory that needs PowerShell with Pester; where they are missing it is skipped, and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PesterTheoryAttribute : TheoryAttribute
{
    public PesterTheoryAttribute()
    {
        if (!PowerShellHost.HasPester)
        {
            // The console shows the name of a skipped test and not its reason.
            Skip = $"{PesterFiles.TestCount} PESTER TESTS NOT RUN: they need pwsh 7.4 and Pester 5.5 on this machine.";
            DisplayName = Skip;
        }
    }
}
