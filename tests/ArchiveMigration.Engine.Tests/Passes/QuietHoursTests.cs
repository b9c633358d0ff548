using ArchiveMigration.Engine.Passes.Schedule;

namespace ArchiveMigration.Engine.Tests.Passes;

public sealed class QuietHoursTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("8-18", "2026-11-23T06:59:59Z", null)]
    [InlineData("8-18", "2026-11-23T07:00:00Z", "2026-11-23T17:00:00Z")]
    [InlineData("8-18", "2026-11-23T16:59:59Z", "2026-11-23T17:00:00Z")]
    [InlineData("8-18", "2026-11-23T17:00:00Z", null)]
    [InlineData("08:30-17:45", "2026-11-23T07:29:00Z", null)]
    [InlineData("08:30-17:45", "2026-11-23T07:30:00Z", "2026-11-23T16:45:00Z")]
    [InlineData("22-6", "2026-11-23T22:00:00Z", "2026-11-24T05:00:00Z")]
    [InlineData("22-6", "2026-11-24T03:00:00Z", "2026-11-24T05:00:00Z")]
    [InlineData("Mon-Fri 8-18", "2026-11-27T12:00:00Z", "2026-11-27T17:00:00Z")]
    [InlineData("Mon-Fri 8-18", "2026-11-28T12:00:00Z", null)]
    [InlineData("Fri-Mon 8-18", "2026-11-29T12:00:00Z", "2026-11-29T17:00:00Z")]
    [InlineData("Sat,Sun 0-24", "2026-11-28T12:00:00Z", "2026-11-29T23:00:00Z")]
    [InlineData("Fri 22-6", "2026-11-28T03:00:00Z", "2026-11-28T05:00:00Z")]
    [InlineData("1-3", "2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("1-2:30", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z")]
    public void Quiet_hours_are_those_of_their_time_zone(string text, string now, string? end)
        => Assert.Equal(end is null ? null : DateTimeOffset.Parse(end, null), QuietHours.Parse(text, Berlin).EndUtc(DateTimeOffset.Parse(now, null)));

    [Theory]
    [InlineData("")]
    [InlineData("8")]
    [InlineData("8-8")]
    [InlineData("8-25")]
    [InlineData("24-8")]
    [InlineData("8:60-9")]
    [InlineData("Foo 8-18")]
    [InlineData("T 8-18")]
    [InlineData("Mon Tue 8-18")]
    [InlineData("0-24")]
    [InlineData("Mon-Sun 0-24")]
    public void Hours_that_are_none_or_leave_no_time_are_refused(string text)
        => Assert.Equal(ErrorIds.InvalidArgument, Assert.Throws<MigrationException>(() => QuietHours.Parse(text, Berlin)).ErrorId);
}
