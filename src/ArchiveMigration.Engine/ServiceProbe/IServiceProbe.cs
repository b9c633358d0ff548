namespace ArchiveMigration.Engine.ServiceProbe;

/// <summary>One question to the service. Asks it by a few requests and reads the answer off them.</summary>
internal interface IServiceProbe
{
    /// <summary>Its short name.</summary>
    string Id { get; }

    /// <summary>The question as a person asks it.</summary>
    string Question { get; }

    /// <summary>Asks.</summary>
    /// <exception cref="MigrationException">Sign-in, connection, and what else ends no question but this one.</exception>
    Task<ProbeOutcome> RunAsync(ProbeBench bench, CancellationToken cancellationToken);
}
