using System.Globalization;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Reports;

namespace ArchiveMigration.Output;

/// <summary>How values look to people, in tables and progress bars. The objects keep the values themselves: bytes, counts, UTC.</summary>
public static class DisplayText
{
    /// <summary>A size as the engine shows it, in the numbers of this session's culture; empty when it is not known.</summary>
    public static string Size(double? bytes) => bytes is { } known ? ByteSize.Show(known, CultureInfo.CurrentCulture) : string.Empty;

    /// <summary>A pace for a progress bar.</summary>
    public static string Rate(double bytesPerSecond) => $"{Size(bytesPerSecond)}/s";

    /// <summary>A pace for a table, where passes last hours.</summary>
    public static string RatePerHour(double bytesPerHour) => $"{Size(bytesPerHour)}/h";

    /// <summary>Items done of items known: <c>1,204/1,204</c>.</summary>
    public static string Items(long done, long total)
        => string.Create(CultureInfo.CurrentCulture, $"{done:N0}/{total:N0}");

    /// <summary>A span of time as people say it, to the second: <c>00:04:10</c>, <c>2d 03:14:05</c>.</summary>
    public static string Duration(TimeSpan span)
        => span.ToString(span.Days == 0 ? @"hh\:mm\:ss" : @"d'd 'hh\:mm\:ss", CultureInfo.InvariantCulture);

    /// <summary>What one side of a migration came to: how long it was worked with, how long it waited for the other, and how fast it was.</summary>
    public static string Side(TimeSpan active, TimeSpan passive, double bytesPerHour) => $"{Duration(active)} active, {Duration(passive)} passive, {RatePerHour(bytesPerHour)}";

    /// <summary>Items of each kind at the destination and failed, a line a kind.</summary>
    public static string Kinds(ItemStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        return string.Join(
            Environment.NewLine,
            Kind("Mail", statistics.MailSuccessCount, statistics.MailSuccessSize, statistics.MailErrorCount),
            Kind("Calendar", statistics.CalendarSuccessCount, statistics.CalendarSuccessSize, statistics.CalendarErrorCount),
            Kind("Contacts", statistics.ContactSuccessCount, statistics.ContactSuccessSize, statistics.ContactErrorCount),
            Kind("Tasks", statistics.TaskSuccessCount, statistics.TaskSuccessSize, statistics.TaskErrorCount),
            Kind("Notes", statistics.NoteSuccessCount, statistics.NoteSuccessSize, statistics.NoteErrorCount),
            Kind("Journals", statistics.JournalSuccessCount, statistics.JournalSuccessSize, statistics.JournalErrorCount),
            Kind("Others", statistics.OtherSuccessCount, statistics.OtherSuccessSize, statistics.OtherErrorCount));

        static string Kind(string name, long count, long size, long failed) => string.Create(CultureInfo.CurrentCulture, $"{name}: {count:N0} ({Size(size)}), {failed:N0} failed");
    }

    /// <summary>A span that is only known roughly, in its two largest units: <c>3 d 4 h</c>, <c>25 min</c>; empty when it is not known.</summary>
    public static string About(TimeSpan? some)
        => some is not { } span ? string.Empty
            : span.TotalDays >= 1 ? string.Create(CultureInfo.CurrentCulture, $"{span.Days:N0} d {span.Hours} h")
            : span.TotalHours >= 1 ? $"{span.Hours} h {span.Minutes} min"
            : span.TotalMinutes >= 1 ? $"{span.Minutes} min"
            : $"{Math.Ceiling(span.TotalSeconds):0} s";

    /// <summary>How fast it goes and how long it will still take, as far as either is known: <c>1.7 GB/h, 3 h 20 min left</c>.</summary>
    public static string Pace(MigrationStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        var rate = statistics.AverageBytesTransferredPerHour > 0 ? RatePerHour(statistics.AverageBytesTransferredPerHour) : null;
        var left = statistics.EstimatedRemainingTime is { } span && span > TimeSpan.Zero ? $"{About(span)} left" : null;
        return string.Join(", ", new[] { rate, left }.OfType<string>());
    }

    /// <summary>Mapping rules in a table's column: the first, and how many there are besides.</summary>
    public static string Rules(IReadOnlyList<string> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return rules.Count switch
        {
            0 => string.Empty,
            1 => rules[0],
            _ => string.Create(CultureInfo.CurrentCulture, $"{rules[0]} +{rules.Count - 1:N0}"),
        };
    }

    /// <summary>How an endpoint signs in.</summary>
    public static string SignIn(MigrationEndpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var way = endpoint.SignIn switch
        {
            Engine.Endpoints.SignIn.ClientSecret => "Client secret",
            Engine.Endpoints.SignIn.StoreCertificate certificate => $"Certificate {certificate.Thumbprint[..Math.Min(8, certificate.Thumbprint.Length)]}…",
            Engine.Endpoints.SignIn.FileCertificate certificate => $"Certificate {Path.GetFileName(certificate.Path)}",
            Engine.Endpoints.SignIn.ManagedIdentity { IdentityClientId: null } => "Managed identity",
            Engine.Endpoints.SignIn.ManagedIdentity identity => $"Managed identity {identity.IdentityClientId![..Math.Min(8, identity.IdentityClientId!.Length)]}…",
            Engine.Endpoints.SignIn.FederatedToken token => $"Token {Path.GetFileName(token.Path)}",
            _ => "Device code",
        };
        return endpoint.CredentialExpiresUtc is { } end
            ? string.Create(CultureInfo.InvariantCulture, $"{way} to {end:yyyy-MM-dd}{Hurry(CredentialEnd.DaysLeft(endpoint, TimeProvider.System))}")
            : way;
    }

    /// <summary>Permissions in a table's column: "ok", or what is missing.</summary>
    public static string Missing(EndpointTestResult result, IReadOnlyList<string> missing)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(missing);
        return !result.Succeeded ? string.Empty
            : result.Endpoint.SignIn is Engine.Endpoints.SignIn.DeviceCode || result.GrantedPermissions is null ? "not known"
            : missing.Count == 0 ? "ok"
            : string.Create(CultureInfo.CurrentCulture, $"{missing.Count:N0} missing");
    }

    /// <summary>Permissions as a list for people, one a line.</summary>
    public static string Permissions(IReadOnlyList<NeededPermission> permissions)
    {
        ArgumentNullException.ThrowIfNull(permissions);
        return string.Join(
            Environment.NewLine,
            permissions.Select(need => $"{need.Side,-11}  {need.Name,-28}  {need.Purpose}{(need.IsOptional ? " (optional)" : string.Empty)}"));
    }

    /// <summary>A moment, in this machine's time zone.</summary>
    public static string Moment(DateTimeOffset? utc)
        => utc is { } moment ? moment.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : string.Empty;

    private static string Hurry(int? daysLeft) => daysLeft switch
    {
        < 0 => " (ended)",
        < CredentialEnd.WarningDays => string.Create(CultureInfo.InvariantCulture, $" ({daysLeft} days left)"),
        _ => string.Empty,
    };
}
