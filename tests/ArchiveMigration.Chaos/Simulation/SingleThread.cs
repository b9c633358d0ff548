namespace ArchiveMigration.Chaos.Simulation;

/// <summary>
/// Runs asynchronous work on a thread pool of one thread, to the end and the same way each time. The pump is a work item that queues itself again;
/// when it is alone, everybody waits for time to pass, and time is moved on.
/// </summary>
internal sealed class SingleThread : IThreadPoolWorkItem, IDisposable
{
    /// <summary>The environment variable under which .NET sees one processor; without it the pool cannot be limited to one thread.</summary>
    public const string ProcessorCount = "DOTNET_PROCESSOR_COUNT";

    private readonly SimulatedClock clock;
    private readonly Func<Task> work;
    private readonly ManualResetEventSlim ended = new();
    private Task? task;

    private SingleThread(SimulatedClock clock, Func<Task> work)
    {
        this.clock = clock;
        this.work = work;
    }

    /// <summary>Limits this process's pool to one thread.</summary>
    /// <exception cref="InvalidOperationException">The process was not started for that.</exception>
    public static void Prepare()
    {
        if (!ThreadPool.SetMinThreads(1, 1) || !ThreadPool.SetMaxThreads(1, 1))
        {
            throw new InvalidOperationException($"The thread pool cannot be limited to one thread: start the process with {ProcessorCount}=1.");
        }
    }

    /// <summary>Does the work and gives its task; one that is not completed waits for something that will never happen.</summary>
    public static Task Run(SimulatedClock clock, Func<Task> work)
    {
        using var pump = new SingleThread(clock, work);
        ThreadPool.UnsafeQueueUserWorkItem(pump, preferLocal: false);
        pump.ended.Wait();
        return pump.task!;
    }

    public void Execute()
    {
        task ??= work();
        if (ThreadPool.PendingWorkItemCount == 0 && (task.IsCompleted || !clock.TryAdvance()))
        {
            ended.Set();
            return;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    public void Dispose() => ended.Dispose();
}
