namespace ArchiveMigration.Engine;

/// <summary>
/// A failure told so that an administrator can act on it: what failed (<see cref="Exception.Message"/>), which kind it is,
/// where (<see cref="Target"/>), what to do next (<see cref="Remedy"/>) and, when a service answered, its code and request id.
/// Never carries a secret, a token or an import URL.
/// </summary>
public class MigrationException : Exception
{
    /// <summary>Makes a failure.</summary>
    /// <param name="errorId">Stable PascalCase id of the condition, one of <see cref="ErrorIds"/>; scripts filter on it.</param>
    /// <param name="kind">The kind of failure, which decides the error category shown by PowerShell.</param>
    /// <param name="message">What happened, to whom; no stack trace, no secret.</param>
    /// <param name="inner">The original failure, if any.</param>
    public MigrationException(string errorId, MigrationErrorKind kind, string message, Exception? inner = null)
        : base(message, inner)
    {
        ErrorId = errorId;
        Kind = kind;
    }

    /// <summary>Stable id of the condition.</summary>
    public string ErrorId { get; }

    /// <summary>The kind of failure.</summary>
    public MigrationErrorKind Kind { get; }

    /// <summary>The value it is about: an address, a name, a path.</summary>
    public string? Target { get; init; }

    /// <summary>What the administrator should do next, in one or two sentences.</summary>
    public string? Remedy { get; init; }

    /// <summary>The service's own code, for example <c>AADSTS7000215</c> or <c>ErrorAccessDenied</c>.</summary>
    public string? ServiceCode { get; init; }

    /// <summary>The service's request id (or Entra's correlation id), for a support ticket.</summary>
    public string? RequestId { get; init; }

    /// <summary>Whether trying again later can help without anybody changing anything.</summary>
    public bool IsTransient { get; init; }

    /// <summary>A text about this failure with what a ticket needs at its end: the service's code and request id, as far as the text does not say them already.</summary>
    public string WithTicket(string said)
    {
        ArgumentNullException.ThrowIfNull(said);
        string?[] ticket =
        [
            ServiceCode is { Length: > 0 } code && !said.Contains(code, StringComparison.OrdinalIgnoreCase) ? code : null,
            RequestId is { Length: > 0 } id && !said.Contains(id, StringComparison.OrdinalIgnoreCase) ? $"request id {id}" : null,
        ];
        var tail = string.Join(", ", ticket.OfType<string>());
        return tail.Length == 0 ? said : $"{said} ({tail})";
    }
}
