using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Exchange.Pacing;

/// <summary>Upload bytes booked at a gate for imports that are being prepared.</summary>
internal sealed class GateRoom(MailboxGate gate, long bytes) : UploadRoom
{
    private long left = bytes;

    public MailboxGate Gate { get; } = gate;

    public override long Bytes => Interlocked.Read(ref left);

    public override UploadRoom Split(long bytes) => new GateRoom(Gate, Take(bytes));

    /// <summary>Takes bytes out, at most what is left: they stay booked, for the caller to spend.</summary>
    public long Take(long most)
    {
        while (true)
        {
            long known = Interlocked.Read(ref left);
            long taken = Math.Min(known, most);
            if (Interlocked.CompareExchange(ref left, known - taken, known) == known)
            {
                return taken;
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (Take(long.MaxValue) is > 0 and var unused)
        {
            Gate.GiveRoomBack(unused);
        }
    }
}
