namespace ArchiveMigration.Engine.Ledger;

/// <summary>The kinds of item that statistics tell apart, as migration reports do. The numbers are stored.</summary>
public enum ItemCategory
{
    /// <summary>Mail: IPM.Note, reports, posts' kin and meeting messages.</summary>
    Mail = 0,

    /// <summary>IPM.Appointment.</summary>
    Calendar = 1,

    /// <summary>IPM.Contact, IPM.DistList, IPM.AbchPerson.</summary>
    Contact = 2,

    /// <summary>IPM.Task and task requests.</summary>
    Task = 3,

    /// <summary>IPM.StickyNote.</summary>
    Note = 4,

    /// <summary>IPM.Activity.</summary>
    Journal = 5,

    /// <summary>Everything else.</summary>
    Other = 6,
}
