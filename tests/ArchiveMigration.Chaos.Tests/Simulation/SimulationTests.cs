using ArchiveMigration.Chaos.Simulation;

namespace ArchiveMigration.Chaos.Tests.Simulation;

public sealed class SimulationTests
{
    [Fact]
    public async Task Hundreds_of_migrations_lose_nothing_and_make_nothing_twice()
    {
        using var output = new StringWriter();
        var simulation = new SimulateCommand(200, seed: 20261122, Options.Proven, output);
        var code = await simulation.RunAsync(children: 2);
        Assert.True(code == 0, output.ToString());
        Assert.EndsWith("simulated 200, lost 0, duplicated 0, altered 0", output.ToString().TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_seed_gives_the_same_migration_whichever_process_runs_it()
    {
        var alone = new SimulateCommand(20, seed: 7, Options.Proven, TextWriter.Null);
        var shared = new SimulateCommand(20, seed: 7, Options.Proven, TextWriter.Null);
        await alone.RunAsync(children: 1);
        await shared.RunAsync(children: 2);
        Assert.Equal(alone.Hash, shared.Hash);
        Assert.NotEqual(0UL, alone.Hash);
    }

    [Fact]
    public async Task A_replayed_seed_tells_what_happened()
    {
        using var output = new StringWriter();
        var code = await ReplayCommand.RunAsync(595722552, ItemKinds.None, output);
        Assert.Equal(0, code);
        Assert.Contains("ImportCommitted", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("seed 595722552, trace", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5000)]
    public void Bytes_are_known_by_name_until_one_of_them_changes(int length)
    {
        var text = ItemText.Make("u1-7", length);
        Assert.Equal("u1-7", ItemText.Recognise(text));
        Assert.StartsWith("(", ItemText.Recognise(text.AsSpan(0, text.Length - 4)), StringComparison.Ordinal);
        text[^5] = text[^5] == (byte)'A' ? (byte)'B' : (byte)'A';
        Assert.StartsWith("(", ItemText.Recognise(text), StringComparison.Ordinal);
    }
}
