using System.Globalization;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Reports;

namespace ArchiveMigration.Engine.Notifications;

/// <summary>The fields that a template may name, and their values for one user. A null is a value that is not there; an empty text is one that is just empty.</summary>
internal static class TemplateFields
{
    private static readonly Dictionary<string, Func<Source, string?>> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Name"] = source => source.User.DisplayName ?? source.User.SourceAddress,
        ["SourceAddress"] = source => source.User.SourceAddress,
        ["DestinationAddress"] = source => source.User.DestinationAddress,
        ["Project"] = source => source.Project.Name,
        ["Customer"] = source => source.Project.Customer ?? string.Empty,
        ["Sender"] = source => source.Request.Sender,
        ["StartDate"] = source => source.Date(source.Request.StartsAt),
        ["StartTime"] = source => source.Time(source.Request.StartsAt),
        ["EndDate"] = source => source.Date(source.User.LastPassEndedUtc),
        ["EndTime"] = source => source.Time(source.User.LastPassEndedUtc),
        ["TimeZone"] = source => source.Zone,
        ["Status"] = source => source.User.Status.ToString(),
        ["TotalItems"] = source => source.Number(source.User.TotalItemCount),
        ["MovedItems"] = source => source.Number(source.User.SyncedItemCount),
        ["FailedItems"] = source => source.Number(source.User.FailedItemCount),
        ["ExcludedItems"] = source => source.Number(source.User.ExcludedItemCount),
        ["MovedSize"] = source => ByteSize.Show(source.User.SyncedItemSize, source.Request.Culture),
    };

    /// <summary>The names.</summary>
    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <summary>The value of a field.</summary>
    public static string? Value(string field, MigrationProject project, UserStatistics user, NotificationRequest request) => Known[field](new Source(project, user, request));

    private sealed record Source(MigrationProject Project, UserStatistics User, NotificationRequest Request)
    {
        /// <summary>The zone by the name it was chosen by, with its distance at the time that is told: names alone are ambiguous.</summary>
        public string Zone
        {
            get
            {
                var offset = Request.TimeZone.GetUtcOffset(Request.StartsAt ?? User.LastPassEndedUtc ?? DateTimeOffset.UnixEpoch);
                return string.Create(CultureInfo.InvariantCulture, $"{Request.TimeZone.Id}, UTC{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hh\\:mm}");
            }
        }

        public string Number(long value) => value.ToString("N0", Request.Culture);

        public string? Date(DateTimeOffset? moment) => moment is { } at ? TimeZoneInfo.ConvertTime(at, Request.TimeZone).ToString("D", Request.Culture) : null;

        public string? Time(DateTimeOffset? moment) => moment is { } at ? TimeZoneInfo.ConvertTime(at, Request.TimeZone).ToString("t", Request.Culture) : null;
    }
}
