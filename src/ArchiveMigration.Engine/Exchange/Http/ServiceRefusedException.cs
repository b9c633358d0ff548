namespace ArchiveMigration.Engine.Exchange.Http;

/// <summary>A clear no of the service, with all it said, so that callers who know a better answer to a certain no can give it.</summary>
internal sealed class ServiceRefusedException : MigrationException
{
    public ServiceRefusedException(string errorId, MigrationErrorKind kind, string message, ServiceFailure failure)
        : base(errorId, kind, message) => Failure = failure;

    public ServiceFailure Failure { get; }
}
