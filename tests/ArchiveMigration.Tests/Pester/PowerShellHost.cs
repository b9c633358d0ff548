using System.Diagnostics;

namespace ArchiveMigration.Tests.Pester;

/// <summary>PowerShell, where this machine has it.</summary>
internal static class PowerShellHost
{
    private const string FindPester = "exit ((Get-Module Pester -ListAvailable).Version -ge '5.5' -and $PSVersionTable.PSVersion -ge '7.4' ? 0 : 1)";

    private static readonly Lazy<bool> Found = new(Find);

    /// <summary>Whether PowerShell is on the PATH and has Pester.</summary>
    public static bool HasPester => Found.Value;

    /// <summary>What starts a session without a profile, without questions and without colours.</summary>
    public static ProcessStartInfo Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("pwsh", ["-NoProfile", "-NonInteractive", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        start.Environment["NO_COLOR"] = "1";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        return start;
    }

    private static bool Find()
    {
        var name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator);
        if (!Array.Exists(folders, folder => File.Exists(Path.Combine(folder, name))))
        {
            return false;
        }

        using var session = Process.Start(Start("-Command", FindPester))!;
        session.StandardInput.Close();
        session.StandardOutput.ReadToEnd();
        session.WaitForExit();
        return session.ExitCode == 0;
    }
}
