using ArchiveMigration.Engine.Passes;

namespace ArchiveMigration.Engine.Tests.Passes;

public sealed class ByteBudgetTests
{
    [Fact]
    public async Task Who_waits_is_served_in_line_and_nobody_slips_past()
    {
        var budget = new ByteBudget(100);
        Assert.True(budget.TryTake(80));
        var first = budget.TakeAsync(60, default).AsTask();
        var second = budget.TakeAsync(10, default).AsTask();

        Assert.False(budget.TryTake(10));
        budget.Give(40);
        await first;
        Assert.False(second.IsCompleted);
        budget.Give(10);
        await second;
    }

    [Fact]
    public async Task A_place_given_up_takes_nothing()
    {
        var budget = new ByteBudget(100);
        Assert.True(budget.TryTake(100));
        using var gone = new CancellationTokenSource();
        var waiting = budget.TakeAsync(100, gone.Token).AsTask();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        budget.Give(100);

        Assert.True(budget.TryTake(100));
    }
}
