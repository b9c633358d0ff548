using System.Globalization;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Endpoints;

/// <summary>How long the secret or certificate of an endpoint still holds.</summary>
public static class CredentialEnd
{
    /// <summary>A migration of large archives takes weeks: what ends sooner than this is worth a word.</summary>
    public const int WarningDays = 30;

    /// <summary>Whole days until the credential ends, below zero when it has ended; null when the end is not known.</summary>
    public static int? DaysLeft(MigrationEndpoint endpoint, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(time);
        return endpoint.CredentialExpiresUtc is { } end ? (int)Math.Floor((end - time.GetUtcNow()).TotalDays) : null;
    }

    /// <summary>What to say, and what to do, when the credential ends within <see cref="WarningDays"/>; null when there is nothing to say.</summary>
    public static string? Warning(MigrationEndpoint endpoint, TimeProvider time) => Sentence(endpoint, time) is { } sentence
        ? $"{endpoint.Name}: {sentence} Nothing can be migrated after that. Make a new one in Entra ID and give it with Set-ArchiveMigrationEndpoint: it is tried before it takes the old one's place."
        : null;

    /// <summary>What is to be said of a project's endpoints, each once.</summary>
    /// <param name="catalog">Where the endpoints are kept.</param>
    /// <param name="project">The project.</param>
    /// <param name="time">The clock.</param>
    public static IEnumerable<string> Warnings(IMigrationCatalog catalog, MigrationProject project, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(project);
        return new[] { project.Source, project.Destination }.Distinct(StringComparer.OrdinalIgnoreCase).Select(name => Warning(catalog.GetEndpoint(name), time)).OfType<string>();
    }

    /// <summary>The first sentence of <see cref="Warning"/>.</summary>
    private static string? Sentence(MigrationEndpoint endpoint, TimeProvider time)
    {
        if (DaysLeft(endpoint, time) is not { } days || days >= WarningDays)
        {
            return null;
        }

        var what = endpoint.SignIn is SignIn.ClientSecret ? "client secret" : "certificate";
        var when = string.Create(CultureInfo.InvariantCulture, $"on {endpoint.CredentialExpiresUtc:yyyy-MM-dd}");
        var text = days switch
        {
            < 0 => $"ended {when}",
            0 => $"ends within a day, {when}",
            1 => $"ends in 1 day, {when}",
            _ => string.Create(CultureInfo.InvariantCulture, $"ends in {days} days, {when}"),
        };
        return $"The {what} {text}.";
    }
}
