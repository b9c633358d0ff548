using ArchiveMigration.Sandbox.Hosting;

namespace ArchiveMigration.Sandbox.Tests.Hosting;

public sealed class ServeArgumentsTests
{
    [Fact]
    public void All_options_are_read()
    {
        var arguments = ServeArguments.Parse(["--port", "5000", "--seed", "7", "--limits", "50.5", "--info", "x.json", "--mail", Path.GetTempPath()]);
        Assert.Equal((5000, 7, "x.json", Path.GetTempPath()), (arguments.Port, arguments.Seed, arguments.InfoFile, arguments.MailDirectory));
        Assert.Equal((true, 50.5), (arguments.Limits.Enabled, arguments.Limits.TimeScale));
        Assert.False(ServeArguments.Parse(["--limits", "off"]).Limits.Enabled);
        Assert.Equal(1, ServeArguments.Parse(["--limits", "on"]).Limits.TimeScale);
    }

    [Theory]
    [InlineData("--port")]
    [InlineData("--port", "-1")]
    [InlineData("--port", "65534")]
    [InlineData("--seed", "x")]
    [InlineData("--limits", "0.5")]
    [InlineData("--mail", "/no/such/directory")]
    [InlineData("--colour", "red")]
    public void What_is_not_understood_is_named(params string[] args)
    {
        var refusal = Assert.Throws<ArgumentException>(() => ServeArguments.Parse(args));
        Assert.Contains(args[0], refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_can_be_chosen_and_is_an_IOException_when_taken()
    {
        await using var first = await RunningSandbox.StartAsync();
        await Assert.ThrowsAsync<IOException>(() => SandboxHost.StartAsync(new SandboxOptions { Port = first.Host.AuthorityUrl.Port }));
    }
}
