using System.Management.Automation;
using ArchiveMigration.Engine;

namespace ArchiveMigration.Output;

/// <summary>Turns the engine's failures into PowerShell's error records.</summary>
internal static class ErrorRecords
{
    /// <summary>
    /// The record: the engine's id, a category, the value it is about, a text that says what happened and what a ticket needs, and the remedy as the recommended
    /// action, which PowerShell shows on a line of its own.
    /// </summary>
    /// <param name="exception">The failure.</param>
    /// <param name="target">What it is about, where that is more than a text.</param>
    public static ErrorRecord Of(MigrationException exception, object? target = null) => new(exception, exception.ErrorId, Category(exception.Kind), target ?? exception.Target)
    {
        ErrorDetails = new ErrorDetails(Text(exception)) { RecommendedAction = exception.Remedy },
    };

    /// <summary>What happened, and at the end the service's code and request id.</summary>
    internal static string Text(MigrationException exception) => exception.WithTicket(exception.Message);

    /// <summary>PowerShell's category for a kind of failure.</summary>
    internal static ErrorCategory Category(MigrationErrorKind kind) => kind switch
    {
        MigrationErrorKind.InvalidInput => ErrorCategory.InvalidArgument,
        MigrationErrorKind.NotFound => ErrorCategory.ObjectNotFound,
        MigrationErrorKind.AlreadyExists => ErrorCategory.ResourceExists,
        MigrationErrorKind.InvalidState => ErrorCategory.InvalidOperation,
        MigrationErrorKind.Authentication => ErrorCategory.AuthenticationError,
        MigrationErrorKind.Permission => ErrorCategory.PermissionDenied,
        MigrationErrorKind.Limit => ErrorCategory.LimitsExceeded,
        MigrationErrorKind.Connection => ErrorCategory.ConnectionError,
        MigrationErrorKind.Busy => ErrorCategory.ResourceBusy,
        MigrationErrorKind.InvalidData => ErrorCategory.InvalidData,
        MigrationErrorKind.Store => ErrorCategory.ResourceUnavailable,
        MigrationErrorKind.Service => ErrorCategory.InvalidResult,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No category for this kind of failure."),
    };
}
