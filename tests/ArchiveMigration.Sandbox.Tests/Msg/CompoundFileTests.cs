using ArchiveMigration.Sandbox.Msg;
using ArchiveMigration.Sandbox.Msg.Compound;

namespace ArchiveMigration.Sandbox.Tests.Msg;

public class CompoundFileTests
{
    private static readonly int[] Sizes = [0, 1, 63, 64, 65, 511, 512, 513, 4095, 4096, 4097, 8192, 100_001];

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Streams_of_every_size_come_back(int version)
    {
        var builder = new CompoundFileBuilder(version);
        foreach (int size in Sizes)
        {
            builder.Root.Storage($"storage {size % 3}").Add($"stream {size}", Content(size));
        }

        using CompoundFile file = builder.Build().Open();

        Assert.Equal(3, file.Root.Entries.Count);
        foreach (int size in Sizes)
        {
            Assert.True(file.Root.TryGetStorage($"storage {size % 3}", out CompoundStorage? storage));
            Assert.True(storage.TryGetStream($"stream {size}", out CompoundStream? stream));
            Assert.Equal(size, stream.Length);
            Assert.Equal(Content(size), stream.ReadAll());
        }
    }

    [Theory]
    [InlineData(3, 8_000_000)] // 15,625 sectors take 124 FAT sectors; the header has room for 109
    [InlineData(3, 16_000_000)] // two DIFAT sectors
    public void A_FAT_too_large_for_the_header_is_found_through_the_DIFAT(int version, int size)
    {
        var builder = new CompoundFileBuilder(version);
        builder.Root.Add("large", Content(size)).Add("small", [1, 2, 3]);

        using CompoundFile file = builder.Build().Open();

        Assert.True(file.Root.TryGetStream("large", out CompoundStream? large));
        Assert.True(file.Root.TryGetStream("small", out CompoundStream? small));
        Assert.Equal(Content(size), large.ReadAll());
        Assert.Equal([1, 2, 3], small.ReadAll());
    }

    [Fact]
    public void Sectors_that_lie_apart_are_put_together_in_the_order_of_their_chain()
    {
        using CompoundFile file = Fragmented(Content(5_000)).Open();

        Assert.True(file.Root.TryGetStream("stream", out CompoundStream? stream));
        Assert.Equal(Content(5_000), stream.ReadAll());
    }

    [Fact]
    public void Reading_can_start_anywhere_in_a_stream()
    {
        using CompoundFile file = Fragmented(Content(10_000)).Open();
        Assert.True(file.Root.TryGetStream("stream", out CompoundStream? stream));
        using Stream open = stream.OpenRead();

        byte[] buffer = new byte[600];
        foreach (int position in new[] { 9_000, 0, 511, 512, 4_321, 1_000 })
        {
            open.Position = position;
            open.ReadExactly(buffer);
            Assert.Equal(Content(10_000)[position..(position + 600)], buffer);
        }

        open.Seek(-1, SeekOrigin.End);
        Assert.Equal(Content(10_000)[^1], open.ReadByte());
        Assert.Equal(-1, open.ReadByte());
    }

    [Fact]
    public void Names_are_found_whatever_the_case_of_their_letters_and_have_a_path()
    {
        var builder = new CompoundFileBuilder();
        builder.Root.Storage("Outer").Storage("Inner").Add("Stream", [7]);
        using CompoundFile file = builder.Build().Open();

        Assert.True(file.Root.TryGetStorage("OUTER", out CompoundStorage? outer));
        Assert.True(outer.TryGetStorage("inner", out CompoundStorage? inner));
        Assert.True(inner.TryGetStream("sTREAM", out CompoundStream? stream));
        Assert.Equal("Outer/Inner/Stream", stream.Path);
        Assert.False(inner.TryGetStorage("Stream", out _));
        Assert.False(outer.TryGetStream("Inner", out _));
    }

    [Fact]
    public void A_last_sector_may_be_shorter_than_a_sector_as_long_as_nothing_used_is_missing()
    {
        byte[] bytes = WithLastSectorOfStreamAtTheEnd(Content(5_000), out int usedOfLast);

        using CompoundFile file = CompoundFile.Open(new MemoryStream(bytes[..^(512 - usedOfLast)]));

        Assert.True(file.Root.TryGetStream("stream", out CompoundStream? stream));
        Assert.Equal(Content(5_000), stream.ReadAll());
        MsgFormatException error = Assert.Throws<MsgFormatException>(() => CompoundFile.Open(new MemoryStream(bytes[..^(512 - usedOfLast + 1)])));
        Assert.StartsWith("the file is cut off: stream needs 392 bytes here", error.Message, StringComparison.Ordinal);
        Assert.Equal(bytes.Length - 512, error.Offset);
    }

    [Fact]
    public void The_upper_half_of_a_size_is_rubbish_in_version_3()
    {
        var builder = new CompoundFileBuilder();
        builder.Root.Add("stream", Content(5_000));
        BuiltCompoundFile built = builder.Build();
        built.Set32(built.EntryOffset("stream") + 0x7C, 0xDEADBEEF);

        using CompoundFile file = built.Open();

        Assert.True(file.Root.TryGetStream("stream", out CompoundStream? stream));
        Assert.Equal(5_000, stream.Length);
    }

    [Fact]
    public void The_file_is_closed_with_the_compound_file_unless_it_shall_stay_open()
    {
        byte[] bytes = new CompoundFileBuilder().Build().Bytes;
        var closed = new MemoryStream(bytes);
        var open = new MemoryStream(bytes);

        CompoundFile.Open(closed).Dispose();
        CompoundFile.Open(open, leaveOpen: true).Dispose();

        Assert.False(closed.CanRead);
        Assert.True(open.CanRead);
    }

    /// <summary>A file with a stream of which the third and the seventh sector lie in each other's place.</summary>
    private static BuiltCompoundFile Fragmented(byte[] content)
    {
        var builder = new CompoundFileBuilder();
        builder.Root.Add("stream", content);
        BuiltCompoundFile built = builder.Build();
        uint start = built.StartOf("stream");
        byte[] third = built.Bytes[built.SectorOffset(start + 2)..built.SectorOffset(start + 3)];
        byte[] seventh = built.Bytes[built.SectorOffset(start + 6)..built.SectorOffset(start + 7)];
        seventh.CopyTo(built.Bytes, built.SectorOffset(start + 2));
        third.CopyTo(built.Bytes, built.SectorOffset(start + 6));
        built.Set32(built.FatEntryOffset(start + 1), start + 6).Set32(built.FatEntryOffset(start + 6), start + 3);
        return built.Set32(built.FatEntryOffset(start + 5), start + 2).Set32(built.FatEntryOffset(start + 2), start + 7);
    }

    private static byte[] WithLastSectorOfStreamAtTheEnd(byte[] content, out int usedOfLast)
    {
        var builder = new CompoundFileBuilder();
        builder.Root.Add("stream", content);
        BuiltCompoundFile built = builder.Build();
        uint last = built.StartOf("stream") + (uint)((content.Length - 1) / 512);
        uint end = (uint)(built.Bytes.Length / 512) - 1;
        built.Set32(built.FatEntryOffset(last - 1), end).Set32(built.FatEntryOffset(end), BuiltCompoundFile.EndOfChain);
        usedOfLast = content.Length % 512;
        return [.. built.Bytes, .. built.Bytes[built.SectorOffset(last)..built.SectorOffset(last + 1)]];
    }

    internal static byte[] Content(int size)
    {
        byte[] bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }
}
