namespace ArchiveMigration.Tests.Pester;

/// <summary>A theory that needs PowerShell with Pester; where they are missing it is skipped, and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PesterTheoryAttribute : TheoryAttribute
{
    public PesterTheoryAttribute()
    {
        if (!PowerShellHost.HasPester)
        {
            Skip = $"PESTER TESTS NOT RUN: {PesterFiles.TestCount} in {PesterFiles.All.Count} files. They need pwsh 7.4 and Pester 5.5 on this machine.";
        }
    }
}
