using System.Globalization;
using ArchiveMigration.FastTransfer;

namespace ArchiveMigration.Sandbox.Inspection;

/// <summary>item show: prints what is in an exported item, one element a line.</summary>
internal static class ItemShowCommand
{
    public const string Usage = """
        item show FILE
          FILE         an exported item: its bytes, or their base64 text as Graph gives it
          exit codes   0 shown, 1 FILE cannot be read, 2 wrong usage, 3 damaged (what could be read is shown)
        """;

    /// <summary>Returns an <see cref="ItemExitCode"/>.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be read.</exception>
    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        if (args is not [var path] || path.StartsWith("--", StringComparison.Ordinal))
        {
            error.WriteLine($"item show takes the name of one file.{Environment.NewLine}Usage: {Usage}");
            return ItemExitCode.Usage;
        }

        var listing = new ElementListing(output);
        try
        {
            foreach (var piece in ItemFile.Open(path).ReadPieces())
            {
                listing.Push(piece.Span);
            }

            listing.Complete();
            return ItemExitCode.Done;
        }
        catch (FastTransferFormatException damage)
        {
            listing.Abandon();
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"'{path}' is damaged at byte {damage.Offset} of the item: {damage.Reason}."));
        }
        catch (Base64TextException damage)
        {
            listing.Abandon();
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"'{path}' is damaged at byte {damage.Offset} of its base64 text: {damage.Reason}."));
        }

        return ItemExitCode.NotUnderstood;
    }
}
