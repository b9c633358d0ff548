using System.Runtime.CompilerServices;
using ArchiveMigration.Engine.Passes;

namespace ArchiveMigration.Engine.Tests.Passes;

public sealed class ReadAheadTests
{
    private readonly List<string> happened = [];

    [Fact]
    public async Task The_next_page_is_asked_for_while_the_present_one_is_used()
    {
        await foreach (var page in Pages(3, default).OnePageAhead(default))
        {
            happened.Add($"used {page}");
        }

        Assert.Equal(["asked 1", "asked 2", "used 1", "asked 3", "used 2", "closed", "used 3"], happened);
    }

    [Fact]
    public async Task Who_stops_early_closes_the_listing_after_the_page_on_its_way()
    {
        await foreach (var page in Pages(3, default).OnePageAhead(default))
        {
            happened.Add($"used {page}");
            break;
        }

        Assert.Equal(["asked 1", "asked 2", "used 1", "closed"], happened);
    }

    [Fact]
    public async Task A_failure_comes_after_the_pages_before_it()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var page in Pages(2, default, fails: true).OnePageAhead(default))
            {
                happened.Add($"used {page}");
            }
        });

        Assert.Equal("broken", failure.Message);
        Assert.Equal(["asked 1", "asked 2", "used 1", "closed", "used 2"], happened);
    }

    private async IAsyncEnumerable<int> Pages(int count, [EnumeratorCancellation] CancellationToken cancellationToken, bool fails = false)
    {
        try
        {
            for (var page = 1; page <= count; page++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                happened.Add($"asked {page}");
                yield return page;
            }

            await Task.CompletedTask;
            if (fails)
            {
                throw new InvalidOperationException("broken");
            }
        }
        finally
        {
            happened.Add("closed");
        }
    }
}
