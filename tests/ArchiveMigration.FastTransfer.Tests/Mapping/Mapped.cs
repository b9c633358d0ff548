using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.FastTransfer.Tests.Mapping;

/// <summary>Maps items in each of the two ways, which must agree.</summary>
internal static class Mapped
{
    public static readonly AddressMap SourceToTarget = AddressMap.Parse("@src.example->@new-tenant.example.org");

    public static (AddressMapping Result, byte[] Item) Map(
        byte[] item, AddressMap? map = null, AddressDirectory? directory = null, AddressMapperOptions? options = null, ILegacyAddressObserver? observer = null)
    {
        using var mapper = new AddressMapper(map ?? SourceToTarget, directory, options, observer);
        var result = mapper.Map(item, out var mapped);
        return (result, mapped.ToArray());
    }

    public static (AddressMapping Result, byte[] Item) MapInPieces(
        byte[] item, Func<int, int> pieceSize, AddressMap? map = null, AddressDirectory? directory = null, AddressMapperOptions? options = null)
    {
        var planner = new AddressPlanner(map ?? SourceToTarget, directory, options);
        Push(item, pieceSize, planner.Push);
        var plan = planner.Complete();
        if (plan.Outcome != MappingOutcome.Mapped)
        {
            return (new AddressMapping(plan.Outcome, plan.AddressCount, plan.LeftCount, 0, plan.Reason), item);
        }

        using var output = new MemoryStream();
        using var rewriter = new AddressRewriter(plan, output);
        Push(item, pieceSize, rewriter.Push);
        return (rewriter.Complete(), output.ToArray());
    }

    /// <summary>Asserts that mapping makes one item into the other, in memory and in pieces.</summary>
    public static AddressMapping Becomes(byte[] expected, byte[] item, AddressDirectory? directory = null, AddressMap? map = null)
    {
        var (result, mapped) = Map(item, map, directory);
        Assert.Equal(Trace.Of(expected), Trace.Of(mapped));
        Assert.Equal(expected, mapped);
        var (streamed, streamedItem) = MapInPieces(item, left => 1 + (left % 13), map, directory);
        Assert.Equal(result, streamed);
        Assert.Equal(expected, streamedItem);
        return result;
    }

    /// <summary>Asserts that an item with nothing to map keeps its bytes.</summary>
    public static AddressMapping Stays(byte[] item, AddressDirectory? directory = null, AddressMap? map = null)
    {
        using var mapper = new AddressMapper(map ?? SourceToTarget, directory);
        var result = mapper.Map(item, out var mapped);
        Assert.Equal(MappingOutcome.NothingToMap, result.Outcome);
        Assert.True(mapped.Equals(item));
        return result;
    }

    private static void Push(ReadOnlySpan<byte> item, Func<int, int> pieceSize, PushPiece push)
    {
        while (!item.IsEmpty)
        {
            var size = Math.Clamp(pieceSize(item.Length), 1, item.Length);
            push(item[..size]);
            item = item[size..];
        }
    }

    private delegate void PushPiece(ReadOnlySpan<byte> piece);
}
