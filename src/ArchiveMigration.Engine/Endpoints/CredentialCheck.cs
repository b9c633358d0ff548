namespace ArchiveMigration.Engine.Endpoints;

/// <summary>One check of a credential test.</summary>
/// <param name="Side">Source or Destination.</param>
/// <param name="Name">What was checked: SignIn, Mailbox, Archive, ReadFolders, Export, Import.</param>
/// <param name="Passed">Whether it passed.</param>
/// <param name="Message">What was found.</param>
/// <param name="ErrorId">The condition, when it failed; see <see cref="ErrorIds"/>.</param>
/// <param name="Remedy">What to do, when it failed.</param>
/// <param name="ServiceCode">The service's code, when it gave one.</param>
/// <param name="RequestId">The service's request id, for a ticket.</param>
public sealed record CredentialCheck(
    string Side,
    string Name,
    bool Passed,
    string Message,
    string? ErrorId = null,
    string? Remedy = null,
    string? ServiceCode = null,
    string? RequestId = null);
