using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace ArchiveMigration.Engine.Progress;

/// <summary>Does the same for many, some at a time, and gives each result when it is there.</summary>
internal static class AsTheyCome
{
    /// <param name="inputs">For whom.</param>
    /// <param name="atOnce">How many at a time.</param>
    /// <param name="work">What is done; what it throws ends it all.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async IAsyncEnumerable<TResult> OfAsync<T, TResult>(
        IReadOnlyCollection<T> inputs, int atOnce, Func<T, CancellationToken, Task<TResult>> work, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var results = Channel.CreateUnbounded<TResult>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = ended.Token };
        var working = Parallel.ForEachAsync(inputs, options, async (input, token) => results.Writer.TryWrite(await work(input, token).ConfigureAwait(false)));
        _ = working.ContinueWith(task => results.Writer.TryComplete(task.Exception?.InnerException), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        try
        {
            await foreach (var result in results.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return result;
            }
        }
        finally
        {
            // Whoever stops listening early stops the work too, before what it uses is closed.
            await ended.CancelAsync().ConfigureAwait(false);
            await working.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
        }
    }
}
