namespace ArchiveMigration.Engine.Exchange.Pacing;

/// <summary>A request that was let in. Disposing it says that the request has ended, its answer included.</summary>
internal sealed class GatePlace(MailboxGate gate, long uploadBytes, long enteredAt) : IDisposable
{
    private bool hasEnded;

    /// <summary>Bytes of its body, as they are booked.</summary>
    public long UploadBytes { get; private set; } = uploadBytes;

    /// <summary>When it was let in, on the gate's clock.</summary>
    public long EnteredAt { get; } = enteredAt;

    /// <summary>So much of a body of unknown length has left: if it is more than was booked, it is booked now.</summary>
    public void Passed(long bytes)
    {
        if (bytes > UploadBytes)
        {
            Settle(bytes);
        }
    }

    /// <summary>What was uploaded in truth.</summary>
    public void Settle(long bytes)
    {
        gate.Rebook(bytes - UploadBytes);
        UploadBytes = bytes;
    }

    public void Dispose()
    {
        if (!hasEnded)
        {
            hasEnded = true;
            gate.Leave(this);
        }
    }
}
