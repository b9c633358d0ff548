using System.Text;
using ArchiveMigration.FastTransfer.Mapping;
using ArchiveMigration.FastTransfer.Tests.Samples;
using ArchiveMigration.Sandbox.Inspection;
using ArchiveMigration.Sandbox.Tests.Msg;

namespace ArchiveMigration.Sandbox.Tests.Inspection;

public sealed class ItemMapTests : IDisposable
{
    private const string Rule = "@src.example->@new-tenant.example.org";

    private readonly TemporaryDirectory _directory = new();

    private string Out => Path.Combine(_directory.Path, "out");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void The_sample_before_becomes_exactly_the_sample_after()
    {
        var run = ItemRun.Of("map", "--rule", Rule, _directory.Write(SelfMadeItem.Before, "in"), Out);

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Matches(@"^\d+ addresses changed: '", run.Output);
        Assert.Equal(SelfMadeItem.After, File.ReadAllBytes(Out));
        OnlyFiles("in", "out");
    }

    [Fact]
    public void Base64_becomes_base64()
    {
        var text = Encoding.ASCII.GetBytes(Convert.ToBase64String(SelfMadeItem.Before, Base64FormattingOptions.InsertLineBreaks));
        var run = ItemRun.Of("map", "--rule", Rule, _directory.Write(text, "in"), Out);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(Convert.ToBase64String(SelfMadeItem.After), File.ReadAllText(Out));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Large_items_are_mapped_to_the_same_in_two_passes(bool isBase64)
    {
        var input = isBase64 ? Encoding.ASCII.GetBytes(Convert.ToBase64String(SelfMadeItem.Before)) : SelfMadeItem.Before;
        var expected = isBase64 ? Encoding.ASCII.GetBytes(Convert.ToBase64String(SelfMadeItem.After)) : SelfMadeItem.After;
        var file = ItemFile.Open(_directory.Write(input, "in"));

        var held = new ItemFileMapper(AddressMap.Parse(Rule), AddressDirectory.Empty).Map(file, Out);
        Assert.Equal(expected, File.ReadAllBytes(Out));
        File.Delete(Out);
        var streamed = new ItemFileMapper(AddressMap.Parse(Rule), AddressDirectory.Empty, mostHeld: 100).Map(file, Out);
        Assert.Equal(expected, File.ReadAllBytes(Out));
        Assert.Equal(held, streamed);
    }

    [Fact]
    public void With_nothing_to_map_the_output_is_the_input()
    {
        foreach (var (content, most) in new[] { (SelfMadeItem.Before, 1000_000), (SelfMadeItem.Before, 10), (Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Convert.ToBase64String(SelfMadeItem.Before))).ToArray(), 10) })
        {
            var path = _directory.Write(content, "in");
            var run = ItemRun.Of("map", "--rule", "@nobody.example->@x.example", path, Out);
            Assert.Equal((2, string.Empty), (run.ExitCode, run.Error));
            Assert.Contains("the same, byte for byte", run.Output, StringComparison.Ordinal);
            Assert.Equal(content, File.ReadAllBytes(Out));

            File.Delete(Out);
            Assert.Equal(MappingOutcome.NothingToMap, new ItemFileMapper(AddressMap.Parse("@nobody.example->@x.example"), AddressDirectory.Empty, most).Map(ItemFile.Open(path), Out).Outcome);
            Assert.Equal(content, File.ReadAllBytes(Out));
        }
    }

    [Fact]
    public void What_is_not_understood_stays_as_it_is()
    {
        var base64 = Convert.ToBase64String(SelfMadeItem.Before);
        foreach (var content in new[] { SelfMadeItem.Before[..^4], [], Encoding.ASCII.GetBytes(base64.Insert(400, "!")), Encoding.ASCII.GetBytes(base64[..^3]) })
        {
            var path = _directory.Write(content, "in");
            var run = ItemRun.Of("map", "--rule", Rule, path, Out);

            Assert.Equal((3, string.Empty), (run.ExitCode, run.Output));
            Assert.Matches("is not understood \\(Not .+ at byte", run.Error);
            Assert.Equal(content, File.ReadAllBytes(Out));
            Assert.Equal(MappingOutcome.NotMapped, new ItemFileMapper(AddressMap.Parse(Rule), AddressDirectory.Empty, mostHeld: 0).Map(ItemFile.Open(path), Out).Outcome);
            Assert.Equal(content, File.ReadAllBytes(Out));
        }

        OnlyFiles("in", "out");
    }

    [Fact]
    public void The_output_may_be_the_input_and_replaces_what_is_there()
    {
        var path = _directory.Write(SelfMadeItem.Before, "in");

        Assert.Equal(0, ItemRun.Of("map", "--rule", Rule, path, path).ExitCode);
        Assert.Equal(SelfMadeItem.After, File.ReadAllBytes(path));
        Assert.Equal(2, ItemRun.Of("map", "--rule", Rule, path, path).ExitCode);
        Assert.Equal(SelfMadeItem.After, File.ReadAllBytes(path));
    }

    [Fact]
    public void Without_the_directory_a_person_named_by_distinguished_name_only_is_left()
    {
        const string LegacyName = "/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=0123456789abcdef-bob";
        var csv = Encoding.UTF8.GetBytes($"\"PrimarySmtpAddress\",\"LegacyExchangeDN\"\r\n\"bob@src.example\",\"{LegacyName}\"\r\n");
        var input = _directory.Write(WithoutSmtpOfBob(), "in");

        var without = ItemRun.Of("map", "--rule", Rule, input, Out);
        Assert.Contains("/\0c\0n\0=\0R\0e\0c\0i\0p", Encoding.Latin1.GetString(File.ReadAllBytes(Out)), StringComparison.Ordinal);
        var with = ItemRun.Of("map", "--rule", Rule, "--directory", _directory.Write(csv, "directory.csv"), input, Out);

        Assert.Equal((0, 0), (without.ExitCode, with.ExitCode));
        Assert.Equal(CountIn(without) + 1, CountIn(with));
        Assert.Contains("b\0o\0b\0@\0n\0e\0w\0-\0t\0e\0n\0a\0n\0t\0", Encoding.Latin1.GetString(File.ReadAllBytes(Out)), StringComparison.Ordinal);
        Assert.DoesNotContain("/\0c\0n\0=\0R\0e\0c\0i\0p", Encoding.Latin1.GetString(File.ReadAllBytes(Out)), StringComparison.Ordinal);

        static int CountIn(ItemRun run) => int.Parse(run.Output.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Headers_are_mapped_when_asked()
    {
        var input = _directory.Write(SelfMadeItem.Before, "in");

        Assert.Equal(0, ItemRun.Of("map", "--rule", Rule, "--headers", input, Out).ExitCode);

        var mapped = Encoding.Latin1.GetString(File.ReadAllBytes(Out).Where(value => value != 0).ToArray());
        Assert.Contains("From: Alice <alice@new-tenant.example.org>\r\nMessage-ID: <1@src.example>", mapped, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lacks its value", "in", "out", "--rule")]
    [InlineData("There is no --rule", "in", "out")]
    [InlineData("There is no --rule", "--rule", " ", "in", "out")]
    [InlineData("'--colour' is not an option", "--rule", Rule, "--colour", "red", "in", "out")]
    [InlineData("there are 1: 'in'", "--rule", Rule, "in")]
    [InlineData("there are 3: 'in', 'out', 'more'", "--rule", Rule, "in", "out", "more")]
    [InlineData("'src.example' cannot be used", "--rule", "src.example", "in", "out")]
    [InlineData("already maps", "--rule", Rule, "--rule", "@src.example->@other.example", "in", "out")]
    [InlineData("--directory is there twice", "--rule", Rule, "--directory", "a", "--directory", "b", "in", "out")]
    public void What_cannot_be_meant_is_named(string message, params string[] args)
    {
        var run = ItemRun.Of(["map", .. args]);
        Assert.Equal((64, string.Empty), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_cannot_be_read_or_written_are_named_and_nothing_is_left()
    {
        var input = _directory.Write(SelfMadeItem.Before, "in");
        var nowhere = Path.Combine(_directory.Path, "nowhere", "file");
        foreach (var args in new string[][] { [nowhere, Out], [_directory.Path, Out], [input, nowhere], [input, _directory.Path], ["--directory", nowhere, input, Out] })
        {
            var run = ItemRun.Of(["map", "--rule", Rule, .. args]);
            Assert.Equal((1, string.Empty), (run.ExitCode, run.Output));
            Assert.Contains(_directory.Path, run.Error, StringComparison.Ordinal);
        }

        OnlyFiles("in");
    }

    private void OnlyFiles(params string[] names) =>
        Assert.Equal(names, new DirectoryInfo(_directory.Path).GetFiles().Select(file => file.Name).Order());

    /// <summary>The sample with bob's PidTagSmtpAddress under the id of a property that is no address (0x39FD).</summary>
    private static byte[] WithoutSmtpOfBob()
    {
        var item = SelfMadeItem.Before.ToArray();
        item[item.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xB0, 0x84, 0xFE, 0x39]) + 2] = 0xFD;
        return item;
    }
}
