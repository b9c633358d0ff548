using System.Runtime.CompilerServices;

namespace ArchiveMigration.Engine.Passes;

/// <summary>Asks for the next page of a listing while the present one is being recorded; never more than one is waiting.</summary>
internal static class ReadAhead
{
    /// <summary>The same elements in the same order.</summary>
    public static async IAsyncEnumerable<T> OnePageAhead<T>(this IAsyncEnumerable<T> pages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = pages.GetAsyncEnumerator(cancellationToken);
        var next = reader.MoveNextAsync().AsTask();
        try
        {
            while (await next.ConfigureAwait(false))
            {
                var page = reader.Current;
                next = reader.MoveNextAsync().AsTask();
                yield return page;
            }
        }
        finally
        {
            // Whoever stops early leaves a request on its way; the reader must not be closed under it.
            await next.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).ConfigureAwait(false);
            await reader.DisposeAsync().ConfigureAwait(false);
        }
    }
}
