using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using ArchiveMigration.Engine.Exchange.Http;

namespace ArchiveMigration.Engine.Exchange.Listing;

/// <summary>
/// Reads a listing to its true end. A page that stays malformed is asked for in halves; an end that comes too early is
/// asked for once more before it is believed.
/// </summary>
/// <param name="calls">The mailbox.</param>
/// <param name="type">How a page is read.</param>
/// <param name="idOf">The id of an entry; an entry without one makes the page malformed.</param>
internal sealed partial class PagedListing<T>(MailboxCalls calls, JsonTypeInfo<GraphPage<T>> type, Func<T, string?> idOf)
{
    private const int MostDoubts = 5;

    /// <summary>Entries of a page and the mailbox URL that gave them.</summary>
    internal sealed record Page(IReadOnlyList<T> Entries, MailboxUrl Source);

    /// <param name="operation">What is listed.</param>
    /// <param name="url">The listing in a version of the API.</param>
    /// <param name="query">Its query, with <c>$top</c>.</param>
    /// <param name="promised">How many entries the service said there are; null = it said nothing.</param>
    /// <param name="locate">Looks for a folder that is not where it was asked for; true = ask again.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="answeredBy">Told which mailbox answers, also when it has nothing to list.</param>
    public async IAsyncEnumerable<Page> ReadAsync(
        GraphOperation operation, Func<string, MailboxUrl> url, string query, int? promised, Func<CancellationToken, Task<bool>>? locate,
        [EnumeratorCancellation] CancellationToken cancellationToken, Action<MailboxUrl>? answeredBy = null)
    {
        GraphJson.Read<GraphPage<T>> read;
        try
        {
            read = await ReadFirstAsync().ConfigureAwait(false);
        }
        catch (MigrationException e) when (e.ErrorId == ErrorIds.FolderNotFound && locate is not null)
        {
            if (!await locate(cancellationToken).ConfigureAwait(false))
            {
                throw;
            }

            read = await ReadFirstAsync().ConfigureAwait(false);
        }

        GraphCall call = calls.To(HttpMethod.Get, operation, url(calls.Version.Current), query);
        MailboxUrl source = read.Source!;
        answeredBy?.Invoke(source);
        List<T> fresh = read.Value.Value!;
        int listed = 0;
        int doubts = 0;
        while (true)
        {
            if (!read.Source!.MailboxId.Equals(source.MailboxId, StringComparison.OrdinalIgnoreCase))
            {
                throw MovedMeanwhile();
            }

            if (fresh.Count > 0)
            {
                listed += fresh.Count;
                yield return new Page(fresh, source);
            }

            if (read.Value.NextLink is { } nextLink)
            {
                Uri next = Next(nextLink, call);
                call = call with { Url = next };
                read = await ReadPageAsync(call, cancellationToken).ConfigureAwait(false);
                fresh = read.Value.Value!;
                doubts = 0;
                continue;
            }

            // An answer that itself came after throttling is no better witness than the one it is to confirm.
            bool isDoubtful = listed < promised || (read.Value.Value!.Count == 0 && read.CameAfterThrottling);
            if (!isDoubtful || (doubts > 0 && !read.CameAfterThrottling) || doubts == MostDoubts)
            {
                yield break;
            }

            doubts++;
            var known = read.Value.Value!.Select(idOf).ToHashSet(StringComparer.Ordinal);
            read = await ReadPageAsync(call, cancellationToken).ConfigureAwait(false);
            fresh = [.. read.Value.Value!.Where(entry => !known.Contains(idOf(entry)))];
        }

        Task<GraphJson.Read<GraphPage<T>>> ReadFirstAsync() =>
            calls.Version.SendAsync(version => ReadPageAsync(calls.To(HttpMethod.Get, operation, url(version), query), cancellationToken));
    }

    private async Task<GraphJson.Read<GraphPage<T>>> ReadPageAsync(GraphCall call, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await calls.Json.SendAsync(call, type, page => page.Value is { } entries && entries.TrueForAll(entry => !string.IsNullOrEmpty(idOf(entry))), cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (MigrationException e) when (e.ErrorId == ErrorIds.ServiceAnswerMalformed && Halve(call.Url) is { } smaller)
            {
                call = call with { Url = smaller };
            }
        }
    }

    private Uri Next(string nextLink, GraphCall call)
    {
        if (!Uri.TryCreate(nextLink, UriKind.Absolute, out Uri? next) || next == call.Url)
        {
            throw new MigrationException(ErrorIds.ServiceAnswerMalformed, MigrationErrorKind.InvalidData, $"A listing of {call.Subject} has no usable next page.")
            {
                Target = call.Target,
                Remedy = "Start again later.",
                IsTransient = true,
            };
        }

        calls.Transport.Border.CheckMailboxUrl(next, call.Subject, call.Target);
        return next;
    }

    private MigrationException MovedMeanwhile() => new(
        ErrorIds.ServiceUnavailable, MigrationErrorKind.Service, $"Exchange moved a folder of {calls.Subject} to another part of the archive while it was listed.")
    {
        Target = calls.Address,
        Remedy = "The folder is listed anew by the next pass.",
        IsTransient = true,
    };

    private static Uri? Halve(Uri url)
    {
        Match match = Top().Match(url.Query);
        Group size = match.Groups["size"];
        if (!match.Success || int.Parse(size.ValueSpan, CultureInfo.InvariantCulture) is var entries && entries < 2)
        {
            return null;
        }

        string query = string.Create(CultureInfo.InvariantCulture, $"{url.Query[..size.Index]}{entries / 2}{url.Query[(size.Index + size.Length)..]}");
        return new UriBuilder(url) { Query = query }.Uri;
    }

    [GeneratedRegex(@"[?&](\$|%24)top=(?<size>\d{1,6})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Top();
}
