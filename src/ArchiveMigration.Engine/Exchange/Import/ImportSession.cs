namespace ArchiveMigration.Engine.Exchange.Import;

/// <summary>An open import session of one mailbox. Its URL is a bearer credential: it is never shown, logged or stored.</summary>
/// <param name="MailboxId">The mailbox it imports into.</param>
/// <param name="Url">Where items are posted.</param>
/// <param name="RenewAtUtc">When to use a new one instead.</param>
internal sealed record ImportSession(string MailboxId, Uri Url, DateTimeOffset RenewAtUtc)
{
    public override string ToString() => $"import session of {MailboxId}";
}
