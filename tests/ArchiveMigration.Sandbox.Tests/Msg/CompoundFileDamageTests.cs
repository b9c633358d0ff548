using System.Globalization;
using ArchiveMigration.Sandbox.Msg;
using ArchiveMigration.Sandbox.Msg.Compound;

namespace ArchiveMigration.Sandbox.Tests.Msg;

public class CompoundFileDamageTests
{
    [Fact]
    public void A_file_that_is_no_compound_file_is_named_as_such()
    {
        Refused("the file is empty", null, []);
        Refused("not an Outlook .msg file", 0, [0xD0, 0xCF]);
        Refused("not an Outlook .msg file", 0, "From: anna@contoso.example\r\n\r\nHello"u8.ToArray());
        Refused("the file is cut off: the header needs 512 bytes", 0, Plain().Bytes[..300]);
    }

    [Theory]
    [InlineData(0x1A, 5, "major version is 5 where only 3 or 4 is allowed")]
    [InlineData(0x1A, 4, "sector shift is 9 where only 12 is allowed")]
    [InlineData(0x1E, 12, "sector shift is 12 where only 9 is allowed")]
    [InlineData(0x1E, 0, "sector shift is 0 where only 9 is allowed")]
    [InlineData(0x1C, 0xFEFF, "byte order is 65279")]
    [InlineData(0x20, 16, "mini sector shift is 16 where only 6 is allowed")]
    [InlineData(0x38, 8192, "mini stream cutoff is 8192 where only 4096 is allowed")]
    public void A_wrong_header_is_named_with_the_value(int offset, ushort value, string problem)
    {
        MsgFormatException error = Refused(problem, Plain().Set16(offset, value));

        Assert.True(error.Offset is 0x1E || error.Offset == offset);
    }

    [Fact]
    public void A_chain_that_loops_is_found()
    {
        BuiltCompoundFile file = Plain();
        uint start = file.StartOf("large");
        int entry = file.FatEntryOffset(start + 3);

        MsgFormatException error = Refused(Text($"large: sector {start} of the file is used twice"), file.Set32(entry, start));

        Assert.Equal(entry, error.Offset);
    }

    [Fact]
    public void Chains_that_cross_are_found()
    {
        BuiltCompoundFile file = Plain();
        uint other = file.StartOf("other");

        Refused(Text($"sector {other} of the file is used twice"), file.Set32(file.FatEntryOffset(file.StartOf("large") + 1), other));
    }

    [Fact]
    public void A_loop_in_the_chain_of_the_directory_is_found()
    {
        BuiltCompoundFile file = Plain();
        uint start = file.UInt32(0x30);

        Refused("the directory: sector", file.Set32(file.FatEntryOffset(start), start));
    }

    [Fact]
    public void A_loop_in_the_mini_FAT_is_found()
    {
        BuiltCompoundFile file = Plain();
        int miniFat = file.SectorOffset(file.UInt32(0x3C));
        uint start = file.StartOf("small");

        MsgFormatException error = Refused(Text($"small: sector {start} of the mini stream is used twice"), file.Set32(miniFat + (int)(start * 4), start));

        Assert.Equal(miniFat + (start * 4), error.Offset);
    }

    [Theory]
    [InlineData(BuiltCompoundFile.EndOfChain)]
    [InlineData(BuiltCompoundFile.FreeSector)]
    [InlineData(0xFFFFFFFD)]
    public void A_chain_that_is_too_short_is_named_with_what_is_missing(uint end)
    {
        BuiltCompoundFile file = Plain();
        int entry = file.FatEntryOffset(file.StartOf("large") + 4);

        MsgFormatException error = Refused("large: the chain in the FAT ends after 5 of 10 sectors", file.Set32(entry, end));

        Assert.Equal(entry, error.Offset);
    }

    [Fact]
    public void A_sector_beyond_the_end_of_the_file_is_named()
    {
        BuiltCompoundFile file = Plain();

        Refused("large: sector 123456 lies beyond the end of the file", file.Set32(file.EntryOffset("large") + 0x74, 123456));
        Refused("small: sector 123456 lies beyond the end of the mini stream", Plain().Set32(file.EntryOffset("small") + 0x74, 123456));
        Refused("a sector of the FAT: sector 123456 lies beyond the end of the file", Plain().Set32(0x4C, 123456));
        Refused("the directory: sector 123456", Plain().Set32(0x30, 123456));
    }

    [Fact]
    public void A_FAT_that_does_not_cover_the_whole_file_is_refused_where_it_is_needed()
    {
        var builder = new CompoundFileBuilder();
        builder.Root.Add("large", new byte[200_000]);

        Refused("sector 128 has no entry in the FAT, which has 128", builder.Build().Set32(0x2C, 1).Set32(0x30, 0));
    }

    [Fact]
    public void A_size_beyond_the_file_is_refused_before_anything_is_allocated()
    {
        BuiltCompoundFile file = Plain().Set32(0x2C, 0x7FFFFFFF);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Refused("the header counts 2147483647 sectors of FAT", file);
        Refused("large claims 4026531840 bytes, but the whole file has", Plain().Set32(file.EntryOffset("large") + 0x78, 0xF0000000));
        Refused("the mini stream claims 4026531840 bytes", Plain().Set32(file.EntryOffset("") + 0x78, 0xF0000000));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void A_size_of_64_bits_beyond_the_file_is_refused_in_version_4()
    {
        BuiltCompoundFile file = Plain(version: 4);

        Refused("large claims 9223372036854775807 bytes", file.Set32(file.EntryOffset("large") + 0x7C, 0xFFFFFFFF));
    }

    [Fact]
    public void A_small_stream_beyond_the_mini_stream_is_refused()
    {
        BuiltCompoundFile file = Plain();
        // "small" has 100 bytes and is alone in the mini stream.
        file.Set32(file.EntryOffset("") + 0x78, 99);

        Refused("small: its last bytes lie beyond the end of the mini stream (99 bytes)", file);
    }

    [Fact]
    public void A_directory_in_which_links_loop_or_lead_nowhere_is_refused()
    {
        BuiltCompoundFile file = Plain();
        uint large = file.EntryIndex("large");
        int root = file.EntryOffset("");

        Refused("two links lead to directory entry", Plain().Set32(file.EntryOffset("large") + 0x44, large));
        Refused("two links lead to directory entry 0", Plain().Set32(file.EntryOffset("storage") + 0x4C, 0));
        Refused("a link leads to directory entry 999, but there are only", Plain().Set32(root + 0x4C, 999));
    }

    [Fact]
    public void Directory_entries_that_cannot_be_are_refused()
    {
        BuiltCompoundFile file = Plain();
        int large = file.EntryOffset("large");

        Refused("a directory entry in use is of kind 0", Plain().Set16(large + 0x42, 0));
        Refused("a directory entry in use is of kind 5", Plain().Set16(large + 0x42, 5));
        Refused("the first directory entry is of kind 2 where the root (5) must be", Plain().Set16(file.EntryOffset("") + 0x42, 2));
        Refused("a directory entry's name has 66 bytes", Plain().Set16(large + 0x40, 66));
        Refused("a directory entry's name has 7 bytes", Plain().Set16(large + 0x40, 7));
        Refused("a directory entry's name has a NUL within", Plain().Set16(large + 2, 0));
    }

    [Fact]
    public void Two_entries_of_the_same_name_are_refused()
    {
        var builder = new CompoundFileBuilder();
        builder.Root.Add("twin", [1]).Add("TWIN", [2]);

        Refused("two directory entries are called", builder.Build());
    }

    [Fact]
    public void A_DIFAT_that_loops_is_refused()
    {
        var builder = new CompoundFileBuilder();
        builder.Root.Add("large", new byte[16_000_000]);
        BuiltCompoundFile file = builder.Build();
        uint first = file.UInt32(0x44);

        Refused(Text($"a sector of the DIFAT: sector {first} of the file is used twice"), file.Set32(file.SectorOffset(first) + 508, first));
    }

    [Fact]
    public void Storages_nested_too_deep_are_refused()
    {
        var builder = new CompoundFileBuilder();
        StorageNode inner = builder.Root;
        for (int i = 0; i < 200; i++)
        {
            inner = inner.Storage("s");
        }

        Refused("storages lie more than 128 deep", builder.Build());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void A_file_cut_off_anywhere_is_refused(int version)
    {
        byte[] whole = Plain(version).Bytes;
        for (int length = 0; length < whole.Length; length += 61)
        {
            Assert.Throws<MsgFormatException>(() => CompoundFile.Open(new MemoryStream(whole, 0, length)));
        }
    }

    private static BuiltCompoundFile Plain(int version = 3)
    {
        var builder = new CompoundFileBuilder(version);
        builder.Root.Add("large", CompoundFileTests.Content(5_000)).Add("other", CompoundFileTests.Content(6_000)).Add("small", CompoundFileTests.Content(100));
        builder.Root.Storage("storage");
        return builder.Build();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static MsgFormatException Refused(string problem, BuiltCompoundFile file) => Assert.IsType<MsgFormatException>(Record(problem, file.Bytes));

    private static void Refused(string problem, long? offset, byte[] bytes) => Assert.Equal(offset, Record(problem, bytes).Offset);

    private static MsgFormatException Record(string problem, byte[] bytes)
    {
        MsgFormatException error = Assert.Throws<MsgFormatException>(() => CompoundFile.Open(new MemoryStream(bytes)));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        return error;
    }
}
