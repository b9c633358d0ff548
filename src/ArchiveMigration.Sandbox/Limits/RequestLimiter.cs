using System.Collections.Concurrent;
using ArchiveMigration.Sandbox.Graph;

namespace ArchiveMigration.Sandbox.Limits;

/// <summary>Counts requests per application and mailbox and refuses what Exchange would refuse.</summary>
internal sealed class RequestLimiter(SandboxLimits limits, TimeProvider time)
{
    private readonly ConcurrentDictionary<(Guid Application, Guid Mailbox), Account> accounts = [];

    /// <summary>Admits a request until the lease is disposed.</summary>
    /// <exception cref="GraphException">429 ApplicationThrottled.</exception>
    public Lease Enter(Guid application, Guid mailbox, long uploadBytes)
    {
        var account = accounts.GetOrAdd((application, mailbox), static _ => new Account());
        lock (account)
        {
            account.InFlight++;
            account.Peak = Math.Max(account.Peak, account.InFlight);
            account.RequestCount++;
            try
            {
                if (limits.Enabled)
                {
                    Check(account, uploadBytes);
                }

                account.UploadedBytes += uploadBytes;
                return new Lease(account);
            }
            catch
            {
                account.RefusedCount++;
                account.InFlight--;
                throw;
            }
        }
    }

    /// <summary>Counts an upload whose length was not announced.</summary>
    public void Charge(Guid application, Guid mailbox, long uploadBytes)
    {
        var account = accounts.GetOrAdd((application, mailbox), static _ => new Account());
        lock (account)
        {
            account.Uploads.Add(time.GetUtcNow(), uploadBytes);
            account.UploadedBytes += uploadBytes;
        }
    }

    /// <summary>The most requests that any application had under way at once for a mailbox, refused ones included.</summary>
    public int PeakOf(Guid mailbox) => accounts
        .Where(pair => pair.Key.Mailbox == mailbox)
        .Select(pair => pair.Value.Peak)
        .DefaultIfEmpty()
        .Max();

    /// <summary>What was asked of each mailbox since the start.</summary>
    public IReadOnlyList<MailboxTraffic> Traffic() => [.. accounts.Select(pair =>
    {
        lock (pair.Value)
        {
            return new MailboxTraffic(pair.Key.Application, pair.Key.Mailbox, pair.Value.RequestCount, pair.Value.RefusedCount, pair.Value.UploadedBytes);
        }
    })];

    private void Check(Account account, long uploadBytes)
    {
        var now = time.GetUtcNow();
        if (account.InFlight > limits.Concurrency)
        {
            throw Refuse("MailboxConcurrency", TimeSpan.FromSeconds(1));
        }

        if (!account.Requests.TryTake(now, limits.ScaledRequestWindow, limits.Requests, 1, out var wait))
        {
            throw Refuse("RequestRate", wait);
        }

        if (uploadBytes > 0 && !account.Uploads.TryTake(now, limits.ScaledUploadWindow, limits.UploadBytes, uploadBytes, out wait))
        {
            throw Refuse("IncomingBytes", wait);
        }
    }

    private GraphException Refuse(string limit, TimeSpan wait) => GraphException.Throttled(
        $"Application is over its {limit} limit.",
        limits.SendRetryAfter ? wait : null);

    private sealed class Account
    {
        public SlidingWindow Requests { get; } = new();

        public SlidingWindow Uploads { get; } = new();

        public int InFlight { get; set; }

        public int Peak { get; set; }

        public long RequestCount { get; set; }

        public long RefusedCount { get; set; }

        public long UploadedBytes { get; set; }
    }

    /// <summary>A request under way.</summary>
    internal sealed class Lease : IDisposable
    {
        private readonly object account;
        private bool ended;

        internal Lease(object account) => this.account = account;

        public void Dispose()
        {
            lock (account)
            {
                if (!ended)
                {
                    ended = true;
                    ((Account)account).InFlight--;
                }
            }
        }
    }
}
