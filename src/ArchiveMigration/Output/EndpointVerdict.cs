using ArchiveMigration.Engine.Endpoints;

namespace ArchiveMigration.Output;

/// <summary>What becomes of an endpoint that is to be saved after it was tried.</summary>
internal static class EndpointVerdict
{
    /// <summary>The endpoint with what was found out about it. Says what keeps it from being used, or soon will.</summary>
    /// <param name="tested">The trial.</param>
    /// <param name="warn">Shows a warning.</param>
    /// <exception cref="Engine.MigrationException">Signing in failed.</exception>
    public static MigrationEndpoint Read(EndpointTestResult tested, Action<string> warn)
    {
        if (tested.Failure is not null)
        {
            throw tested.Failure;
        }

        if (tested.MissingAsSource.Count > 0 && tested.MissingAsDestination.Count > 0)
        {
            warn($"{tested.Name}: {tested.Message}");
        }

        if (CredentialEnd.Warning(tested.Endpoint, TimeProvider.System) is { } ending)
        {
            warn(ending);
        }

        return tested.Endpoint;
    }
}
