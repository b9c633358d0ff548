namespace ArchiveMigration.Engine.ServiceProbe;

/// <summary>One answer of the service on which an answer rests. Names no tenant, mailbox, person or credential.</summary>
/// <param name="Request">What was asked, without ids.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The service's code, when it gave one.</param>
/// <param name="Message">What it said, ids and addresses masked.</param>
/// <param name="RequestId">Its request id, for a ticket.</param>
/// <param name="AnsweredUtc">When, UTC.</param>
public sealed record ServiceEvidence(string Request, int Status, string? Code, string? Message, string? RequestId, DateTimeOffset AnsweredUtc)
{
    /// <summary>As one line.</summary>
    public override string ToString() => string.Join(' ', new[] { Request, "->", $"{Status}", Code, Message, RequestId is null ? null : $"(request id {RequestId})" }.OfType<string>());
}
