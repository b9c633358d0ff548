using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ArchiveMigration.Benchmarks;

/// <summary>
/// shell: what an administrator waits for at the keyboard. Importing the module, against a module of the same parts (the loader, a type file, a format file) with one
/// empty command; the first press of Tab and the first help page of a session, beside a project of 50,000 users; adding those from a CSV file, through Import-Csv and by
/// -Path. Of the rounds, each in a session of its own and turn about, the least counts. The value is the largest share of a bar.
/// </summary>
internal static class ShellBenchmark
{
    private const int Rounds = 9;

    // An import is short and a busy machine hides it, so there are more of it.
    private const int ImportRounds = 25;
    private const int Users = 50_000;
    private const double MostImport = 500;
    private const double MostImportRatio = 1.5;
    private const double MostKeyPress = 200;
    private const double MostAdding = 30_000;

    private const string EmptyModule = """
        Add-Type -OutputAssembly "$folder/Empty.dll" -TypeDefinition 'using System.Management.Automation; [Cmdlet("Get", "Empty")] public sealed class GetEmptyCommand : PSCmdlet { }'
        Copy-Item "$root/module/bin/ArchiveMigration.Loader.dll" $folder
        Copy-Item "$root/module/bin/dependencies" $folder -Recurse
        Set-Content "$folder/Empty.Types.ps1xml" '<Types><Type><Name>Empty</Name><Members><AliasProperty><Name>A</Name><ReferencedMemberName>B</ReferencedMemberName></AliasProperty></Members></Type></Types>'
        Set-Content "$folder/Empty.Format.ps1xml" '<Configuration><ViewDefinitions><View><Name>Empty</Name><ViewSelectedBy><TypeName>Empty</TypeName></ViewSelectedBy><TableControl><TableRowEntries><TableRowEntry><TableColumnItems><TableColumnItem><ScriptBlock>$_</ScriptBlock></TableColumnItem></TableColumnItems></TableRowEntry></TableRowEntries></TableControl></View></ViewDefinitions></Configuration>'
        $text = "@{ RootModule = 'Empty.dll'; NestedModules = @('ArchiveMigration.Loader.dll'); ModuleVersion = '1.0'; GUID = '$(New-Guid)'; TypesToProcess = @('Empty.Types.ps1xml'); FormatsToProcess = @('Empty.Format.ps1xml'); CmdletsToExport = @('Get-Empty'); FunctionsToExport = @(); AliasesToExport = @(); VariablesToExport = @() }"
        Set-Content "$folder/Empty.psd1" $text
        """;

    public static int Run()
    {
        var folder = Directory.CreateTempSubdirectory("shell");
        try
        {
            return Run(Path.Combine(Root(), "ArchiveMigration.psd1"), folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static int Run(string manifest, string folder)
    {
        var store = Path.Combine(folder, "migrations.db");
        PowerShell("-Command", $"$root = '{Root()}'; $folder = '{folder}'; {EmptyModule}");
        var least = new SortedDictionary<string, double>(StringComparer.Ordinal);
        Note(least, Round("-Manifest", manifest, "-Store", store, "-Users", Users.ToString(CultureInfo.InvariantCulture)));
        for (var round = 0; round < ImportRounds; round++)
        {
            Note(least, Round("-Manifest", Path.Combine(folder, "Empty.psd1")), name => $"{name} of an empty module");
            Note(least, round < Rounds ? Round("-Manifest", manifest, "-Store", store) : Round("-Manifest", manifest));
        }

        foreach (var (name, milliseconds) in least)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{milliseconds,10:N1} ms  {name}"));
        }

        var ratio = least["import"] / least["import of an empty module"];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"importing takes {ratio:0.00} times what an empty module takes (bar {MostImportRatio:0.0})"));
        var pressed = least.Where(time => time.Key.StartsWith("tab ", StringComparison.Ordinal) || time.Key.StartsWith("help ", StringComparison.Ordinal)).Max(time => time.Value);
        var shares = new[] { least["import"] / MostImport, ratio / MostImportRatio, pressed / MostKeyPress, Math.Max(least["add"], least["add -Path"]) / MostAdding };
        return new Figure("shell", shares.Max(), 1, HigherIsBetter: false).Conclude();
    }

    private static void Note(SortedDictionary<string, double> least, Dictionary<string, double> round, Func<string, string>? named = null)
    {
        foreach (var (name, milliseconds) in round)
        {
            var key = named?.Invoke(name) ?? name;
            least[key] = Math.Min(milliseconds, least.GetValueOrDefault(key, double.MaxValue));
        }
    }

    private static Dictionary<string, double> Round(params string[] arguments)
        => JsonSerializer.Deserialize<Dictionary<string, double>>(PowerShell(["-File", Path.Combine(AppContext.BaseDirectory, "shell.ps1"), .. arguments]))!;

    private static string PowerShell(params string[] arguments)
    {
        var start = new ProcessStartInfo("pwsh", ["-NoProfile", "-NonInteractive", .. arguments]) { RedirectStandardOutput = true };
        using var session = Process.Start(start) ?? throw new InvalidOperationException("PowerShell could not be started.");
        var said = session.StandardOutput.ReadToEnd();
        session.WaitForExit();
        return session.ExitCode == 0 ? said : throw new InvalidOperationException($"PowerShell ended with {session.ExitCode}.");
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ArchiveMigration.psd1")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Run it in a checkout of the repository: it measures the module that was built there.");
    }
}
