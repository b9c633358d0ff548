using System.Globalization;
using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.Sandbox.Inspection;

/// <summary>item map: maps the addresses in an exported item, as a migration would before the upload.</summary>
internal static class ItemMapCommand
{
    public const string Usage = """
        item map --rule '@old->@new' [--rule …] [--directory FILE.csv] [--headers] IN OUT
          --rule       whose addresses change to what; domains or whole addresses
          --directory  whom legacyExchangeDNs name: Get-Mailbox | Select-Object LegacyExchangeDN, PrimarySmtpAddress | Export-Csv
          --headers    the addresses in the Internet headers too, in From, Sender, Reply-To, To and Cc; otherwise those stay as evidence
          IN           an exported item: its bytes, or their base64 text as Graph gives it
          OUT          the same with new addresses, base64 when IN is; when nothing is mapped it is IN, byte for byte
          exit codes   0 mapped, 1 a file cannot be read or written, 2 nothing to map, 3 not understood, 64 wrong usage
        """;

    /// <summary>Returns an <see cref="ItemExitCode"/>.</summary>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file cannot be read or written.</exception>
    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        ItemMapArguments arguments;
        AddressDirectory directory;
        try
        {
            arguments = ItemMapArguments.Parse(args);
            directory = arguments.DirectoryFile is { } file ? DirectoryFile.Read(file) : AddressDirectory.Empty;
        }
        catch (ArgumentException exception)
        {
            error.WriteLine($"{exception.Message}{Environment.NewLine}Usage: {Usage}");
            return ItemExitCode.MapUsage;
        }
        catch (FormatException exception)
        {
            error.WriteLine(exception.Message);
            return ItemExitCode.MapUsage;
        }

        var result = new ItemFileMapper(arguments.Rules, directory) { Options = new AddressMapperOptions { MapHeaders = arguments.MapHeaders } }
            .Map(ItemFile.Open(arguments.Input), arguments.Output);
        return Report(arguments, result, output, error);
    }

    private static int Report(ItemMapArguments arguments, AddressMapping result, TextWriter output, TextWriter error)
    {
        switch (result.Outcome)
        {
            case MappingOutcome.Mapped:
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.AddressCount} {(result.AddressCount == 1 ? "address" : "addresses")} changed: '{arguments.Output}'."));
                break;
            case MappingOutcome.NothingToMap:
                output.WriteLine($"No address changed: no rule is for any in '{arguments.Input}'. '{arguments.Output}' is the same, byte for byte.");
                break;
            default:
                error.WriteLine($"No address changed: '{arguments.Input}' is not understood ({result.Reason?.TrimEnd('.')}). '{arguments.Output}' is the same, byte for byte.");
                break;
        }

        if (result.LeftCount > 0)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.LeftCount} more that a rule may be for stayed, since they hold something that is not understood."));
        }

        return result.Outcome switch
        {
            MappingOutcome.Mapped => ItemExitCode.Done,
            MappingOutcome.NothingToMap => ItemExitCode.NothingToMap,
            _ => ItemExitCode.NotUnderstood,
        };
    }
}
