using ArchiveMigration.Chaos.Kills;

namespace ArchiveMigration.Chaos.Tests.Kills;

public sealed class KillTests
{
    [Fact]
    public async Task Twenty_kills_lose_nothing_and_make_nothing_twice()
    {
        using var output = new StringWriter();
        var code = await KillCommand.RunAsync(20, seed: 20261122, Options.Proven, output);
        Assert.True(code == 0, output.ToString());
        Assert.EndsWith("kills 20, lost 0, duplicated 0, altered 0", output.ToString().TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_quick_clock_shortens_long_waits_and_leaves_short_ones()
    {
        var time = new QuickTime(200);
        var before = time.GetTimestamp();
        Assert.True(time.GetElapsedTime(before, time.GetTimestamp()) < TimeSpan.FromHours(1));
        using var ended = new CancellationTokenSource(TimeSpan.FromMinutes(5), time);
        Assert.True(ended.Token.WaitHandle.WaitOne(TimeSpan.FromMinutes(2)));
    }

    [Theory]
    [InlineData("--kills", "5", "--seed", "7")]
    [InlineData("--seed", "7", "--kills", "5")]
    public void Options_come_in_any_order(params string[] args)
    {
        var options = Options.Parse(args);
        Assert.Equal(("kills", 5, 7, Options.Proven), (options!.Verb, options.Count, options.Seed, options.Kinds));
    }

    [Theory]
    [InlineData("--kills")]
    [InlineData("--kills", "many")]
    [InlineData("--kills", "5", "--simulate", "5")]
    [InlineData("--seed", "7")]
    [InlineData("--kills", "5", "--kinds", "strange")]
    public void Options_that_say_nothing_are_refused(params string[] args) => Assert.Null(Options.Parse(args));
}
