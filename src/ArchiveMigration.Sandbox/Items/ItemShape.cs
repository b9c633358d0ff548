namespace ArchiveMigration.Sandbox.Items;

/// <summary>The kinds of items a mailbox holds.</summary>
public enum ItemShape
{
    Mail,
    MailWithAttachments,
    MailWithEmbedded,
    MeetingRequest,
    Appointment,
    RecurringAppointment,
    Contact,
    DistributionList,
    Task,
    Journal,
    StickyNote,
    Post,

    /// <summary>A class of some third party, with properties of every type.</summary>
    Unknown,
}
