namespace ArchiveMigration.Engine.Ledger;

/// <summary>How an item was recognised at the destination. The numbers are stored.</summary>
public enum ItemMatch
{
    /// <summary>By PidTagSearchKey, which survives an import.</summary>
    SearchKey = 1,

    /// <summary>By <see cref="Mailboxes.MailboxItem.SecondKey"/>: class, subject, message id and dates are the same. The item has no search key.</summary>
    SecondKey = 2,

    /// <summary>By its intent: it was on its way when the answer was lost, and one more item of its class without a search key is in the folder since.</summary>
    Arrival = 3,
}
