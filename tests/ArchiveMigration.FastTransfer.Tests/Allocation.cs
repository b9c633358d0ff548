namespace ArchiveMigration.FastTransfer.Tests;

/// <summary>Counts what a piece of work allocates.</summary>
internal static class Allocation
{
    private const int Tries = 10;

    /// <summary>The least of several tries in bytes: the runtime itself allocates on a test's thread now and then, when it compiles or counts.</summary>
    public static long Least(Action work) => Enumerable.Range(0, Tries).Min(_ =>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    });
}
