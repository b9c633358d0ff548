namespace ArchiveMigration.Engine.Notifications;

/// <summary>
/// Keeps to what Exchange Online lets a mailbox send, 30 messages a minute (Microsoft, "Exchange Online limits", sending limits: message rate limit). Counts its own mails only;
/// what the mailbox sends otherwise comes on top, and Exchange's refusal for that is waited for as any other.
/// </summary>
internal sealed class MailPace(TimeProvider time)
{
    /// <summary>Messages a minute.</summary>
    public const int Most = 30;

    private readonly Queue<long> begun = new();

    /// <summary>Waits until the next mail may go.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (begun.Count == Most && TimeSpan.FromMinutes(1) - time.GetElapsedTime(begun.Dequeue()) is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left, time, cancellationToken).ConfigureAwait(false);
        }

        begun.Enqueue(time.GetTimestamp());
    }
}
