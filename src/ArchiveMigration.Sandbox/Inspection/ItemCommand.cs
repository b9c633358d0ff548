using System.Text;

namespace ArchiveMigration.Sandbox.Inspection;

/// <summary>item: looks into an exported item, or maps its addresses, without any tenant.</summary>
internal static class ItemCommand
{
    public const string Usage = $"{ItemShowCommand.Usage}\n       {ItemMapCommand.Usage}";

    /// <summary>Runs on the console and returns what the command returned; 2 when there is no such command.</summary>
    public static int Run(string[] args)
    {
        Console.OutputEncoding = Encoding.UTF8;
        return Run(args, Console.Out, Console.Error);
    }

    /// <summary>Runs with other places to write to.</summary>
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        try
        {
            switch (args)
            {
                case ["show", .. var rest]:
                    return ItemShowCommand.Run(rest, output, error);
                case ["map", .. var rest]:
                    return ItemMapCommand.Run(rest, output, error);
                default:
                    error.WriteLine($"Usage: {Usage}");
                    return ItemExitCode.Usage;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            error.WriteLine(exception.Message);
            return ItemExitCode.FileFailure;
        }
    }
}
