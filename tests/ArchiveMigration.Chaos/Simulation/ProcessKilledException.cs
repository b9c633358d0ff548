namespace ArchiveMigration.Chaos.Simulation;

/// <summary>Unwinds what is left of a simulated process after its end. What it still does reaches nobody: its mailboxes are out of reach and its store is a copy left behind.</summary>
internal sealed class ProcessKilledException : Exception
{
    public ProcessKilledException()
        : base("The simulated process was killed.")
    {
    }
}
