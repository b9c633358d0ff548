using System.Net;

namespace ArchiveMigration.Engine.Exchange.Http;

/// <summary>
/// When to try again and how long to wait before. Exchange's upload budget is a rolling window of five minutes: short regular
/// waits use it, doubling ones leave it idle.
/// </summary>
internal sealed class RetryPolicy(Random random)
{
    /// <summary>Attempts of one request in all, whatever the reasons.</summary>
    public const int MostAttempts = 10;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(1);
    private static readonly int[] ThrottledSeconds = [15, 30, 45, 60];

    /// <summary>Starts counting for one request.</summary>
    public Patience Start() => new(this);

    /// <summary>How a refusal is to be treated; null = it is an answer, not a bad moment.</summary>
    public static Trouble? Classify(ServiceFailure failure)
    {
        if (failure.Status == HttpStatusCode.TooManyRequests
            || failure.HasCode("ApplicationThrottled") || failure.HasCode("TooManyRequests") || failure.HasCode("ErrorServerBusy") || failure.HasCode("ErrorExceededConnectionCount"))
        {
            return Trouble.Throttled;
        }

        if (failure.Mentions("ErrorMailboxMoveInProgress") || failure.Mentions("ErrorMailboxStoreUnavailable"))
        {
            return Trouble.Unavailable;
        }

        // Exchange reports a full mailbox or a broken item as an internal error too; asking again would not mend those.
        if (ServiceRefusals.IsQuota(failure) || failure.Mentions("ErrorItemCorrupt") || failure.Mentions("ErrorCorruptData"))
        {
            return null;
        }

        return failure.Status switch
        {
            HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => Trouble.Unavailable,
            HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.RequestTimeout => Trouble.ServerError,
            _ => null,
        };
    }

    private TimeSpan WaitFor(Trouble trouble, int timesSeen, TimeSpan? retryAfter)
    {
        if (retryAfter is { } asked)
        {
            // Never earlier than asked; a little later, so that all who wait do not come back in the same instant.
            return asked + TimeSpan.FromSeconds(Fraction());
        }

        double seconds = trouble is Trouble.Throttled or Trouble.Unavailable
            ? ThrottledSeconds[Math.Min(timesSeen, ThrottledSeconds.Length) - 1]
            : Math.Pow(2, timesSeen);
        return TimeSpan.FromSeconds(Math.Min(seconds * (0.8 + (0.4 * Fraction())), LongestWait.TotalSeconds));
    }

    private double Fraction()
    {
        lock (random)
        {
            return random.NextDouble();
        }
    }

    /// <summary>How much trouble one request has had.</summary>
    internal sealed class Patience(RetryPolicy policy)
    {
        // Made with the first trouble: nearly every request has none.
        private Dictionary<Trouble, int>? seen;
        private int attempts;

        /// <summary>Whether trouble of any kind that makes the service forget has been met: its next answer is looked at twice.</summary>
        public bool WasThrottled => seen?.ContainsKey(Trouble.Throttled) == true;

        /// <summary>Notes a failed attempt and says how long to wait before the next, or null when patience has ended.</summary>
        public TimeSpan? Next(Trouble trouble, TimeSpan? retryAfter = null)
        {
            attempts++;
            seen ??= [];
            int times = seen[trouble] = seen.GetValueOrDefault(trouble) + 1;
            return attempts >= MostAttempts || times >= MostOf(trouble) || retryAfter > LongestRetryAfter
                ? null
                : policy.WaitFor(trouble, times, retryAfter);
        }

        private static int MostOf(Trouble trouble) => trouble switch
        {
            Trouble.ServerError => 4,
            Trouble.Malformed => 3,
            Trouble.Connection => 7,
            _ => MostAttempts,
        };
    }
}
