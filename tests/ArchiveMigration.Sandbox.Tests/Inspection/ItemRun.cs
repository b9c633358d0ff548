using ArchiveMigration.Sandbox.Inspection;

namespace ArchiveMigration.Sandbox.Tests.Inspection;

/// <summary>What an item command wrote and returned.</summary>
internal sealed record ItemRun(int ExitCode, string Output, string Error)
{
    public string[] Lines => Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    public static ItemRun Of(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = ItemCommand.Run(args, output, error);
        return new ItemRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>The columns of a line: path, tag, type, name, length and value.</summary>
    public static string[] Columns(string line) => line.Split("  ", 2 * 6, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
