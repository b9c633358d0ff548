using ArchiveMigration.Engine;

namespace ArchiveMigration.Binding;

/// <summary>A time zone as people name it, and times in it.</summary>
internal static class TimeZoneChoice
{
    /// <summary>The zone of a Windows or IANA name; this machine's when none is given.</summary>
    /// <exception cref="MigrationException">InvalidArgument.</exception>
    public static TimeZoneInfo Of(string? name)
    {
        if (name is null)
        {
            return TimeZoneInfo.Local;
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : throw new MigrationException(ErrorIds.InvalidArgument, MigrationErrorKind.InvalidInput, $"There is no time zone '{name}'.")
            {
                Target = name,
                Remedy = "Name one as Windows or IANA does, for example 'W. Europe Standard Time' or Europe/Berlin: Get-TimeZone -ListAvailable shows them.",
            };
    }

    /// <summary>A time that says no zone is one of the zone; one that says it is that moment.</summary>
    public static DateTimeOffset In(DateTime time, TimeZoneInfo zone)
        => time.Kind == DateTimeKind.Unspecified ? new DateTimeOffset(time, zone.GetUtcOffset(time)) : new DateTimeOffset(time);
}
