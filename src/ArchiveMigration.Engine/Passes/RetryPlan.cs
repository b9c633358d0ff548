using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Passes;

/// <summary>That a user's turn is a retry.</summary>
/// <param name="OnlyGoesOn">Whether it is nothing but the rest of one that quiet hours, an outage, a stop or a crash interrupted.</param>
internal sealed record RetryPlan(bool OnlyGoesOn)
{
    /// <summary>What a request means for a user. Null = no retry.</summary>
    public static async Task<RetryPlan?> OfAsync(ILedger ledger, MigrationUser user, RunRequest request)
    {
        if (request.Kind == PassKind.RetryErrors)
        {
            return new RetryPlan(false);
        }

        var isPlain = request is { Kind: PassKind.Full, GoesOnWithRetry: true, Before: null, UpdateChanged: false };
        return isPlain && await IsOpenAsync(ledger, user).ConfigureAwait(false) ? new RetryPlan(true) : null;
    }

    /// <summary>Whether a retry has taken up items of a user and was not brought to its end.</summary>
    public static async Task<bool> IsOpenAsync(ILedger ledger, MigrationUser user)
        => (await ledger.ReadRetriedAsync(user.Id, 0, 1, CancellationToken.None).ConfigureAwait(false)).Count > 0;
}
