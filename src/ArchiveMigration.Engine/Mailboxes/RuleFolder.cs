namespace ArchiveMigration.Engine.Mailboxes;

/// <summary>A folder of a primary mailbox told so that it can be found in another one, whatever the language of either.</summary>
/// <param name="Anchor">The well-known folder that it is or is below: inbox, deleteditems, …, or msgfolderroot for the top.</param>
/// <param name="Names">The names from there down; none when it is that folder itself.</param>
public sealed record RuleFolder(string Anchor, IReadOnlyList<string> Names)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join('/', Anchor == "msgfolderroot" ? Names : Names.Prepend(Anchor));
}
