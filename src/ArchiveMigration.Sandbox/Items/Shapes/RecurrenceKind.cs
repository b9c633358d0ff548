namespace ArchiveMigration.Sandbox.Items.Shapes;

/// <summary>PidLidRecurrenceType (MS-OXOCAL 2.2.1.45).</summary>
internal enum RecurrenceKind
{
    Daily = 1,
    Weekly = 2,
    Monthly = 3,
}
