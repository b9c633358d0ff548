namespace ArchiveMigration.Sandbox.Tests.Hosting;

/// <summary>A clock that stands still until a test moves it; its timers never fire.</summary>
internal sealed class ManualTimeProvider : TimeProvider
{
    private DateTimeOffset now = DateTimeOffset.UtcNow;

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan by) => now += by;
}
