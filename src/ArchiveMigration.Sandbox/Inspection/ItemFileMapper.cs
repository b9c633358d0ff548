using System.IO.Pipelines;
using ArchiveMigration.FastTransfer.Mapping;
using ArchiveMigration.Sandbox.Exchange;

namespace ArchiveMigration.Sandbox.Inspection;

/// <summary>Maps items from file to file: small ones in memory, large ones in two passes of which none holds the item.</summary>
/// <param name="rules">Whose addresses change.</param>
/// <param name="directory">Whom distinguished names name.</param>
/// <param name="mostHeld">Bytes of the largest file that is held in memory.</param>
internal sealed class ItemFileMapper(AddressMap rules, AddressDirectory directory, long mostHeld = 100_000_000)
{
    private const int MostWaiting = 1 << 20;

    /// <summary>What else is mapped.</summary>
    public AddressMapperOptions Options { get; init; } = AddressMapperOptions.Default;

    /// <summary>Writes the mapped item; whatever the outcome, the output is there in the end, and whole. It may be the input.</summary>
    /// <exception cref="IOException">A file cannot be read or written; the output is then as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">A file cannot be read or written; the output is then as it was.</exception>
    public AddressMapping Map(ItemFile input, string outputPath)
    {
        using var output = new ReplacementFile(outputPath);
        AddressMapping result;
        try
        {
            result = input.Length <= mostHeld ? MapInMemory(input, output.Stream) : MapInPasses(input, output.Stream);
        }
        catch (Base64TextException damage)
        {
            result = NotMapped(damage.Message);
        }

        if (result.Outcome != MappingOutcome.Mapped)
        {
            output.Stream.SetLength(0);
            using var original = input.OpenRead();
            original.CopyTo(output.Stream);
        }

        output.Commit();
        return result;
    }

    private static AddressMapping NotMapped(string reason) => new(MappingOutcome.NotMapped, 0, 0, 0, reason);

    private AddressMapping MapInMemory(ItemFile input, Stream output)
    {
        using var item = new MemoryStream((int)input.Length);
        foreach (var piece in input.ReadPieces())
        {
            item.Write(piece.Span);
        }

        using var mapper = new AddressMapper(rules, directory, Options);
        var result = mapper.Map(item.GetBuffer().AsMemory(0, (int)item.Length), out var mapped);
        if (result.Outcome == MappingOutcome.Mapped)
        {
            WriteAs(input, output, encoded => encoded.Write(mapped.Span));
        }

        return result;
    }

    private AddressMapping MapInPasses(ItemFile input, Stream output)
    {
        var planner = new AddressPlanner(rules, directory, Options);
        foreach (var piece in input.ReadPieces())
        {
            planner.Push(piece.Span);
        }

        var plan = planner.Complete();
        if (plan.Outcome != MappingOutcome.Mapped)
        {
            return new AddressMapping(plan.Outcome, plan.AddressCount, plan.LeftCount, 0, plan.Reason);
        }

        var result = default(AddressMapping);
        WriteAs(input, output, encoded =>
        {
            using var rewriter = new AddressRewriter(plan, encoded);
            foreach (var piece in input.ReadPieces())
            {
                rewriter.Push(piece.Span);
            }

            result = rewriter.Complete();
        });
        return result;
    }

    private static void WriteAs(ItemFile input, Stream output, Action<Stream> write)
    {
        if (!input.IsBase64)
        {
            write(output);
            return;
        }

        var text = PipeWriter.Create(output, new StreamPipeWriterOptions(leaveOpen: true));
        using var encoder = new Base64BodyStream(text, MostWaiting, CancellationToken.None);
        write(encoder);
        encoder.Complete();
        text.Complete();
    }
}
