using System.Diagnostics;

namespace ArchiveMigration.Benchmarks;

/// <summary>The working set since it was made.</summary>
internal sealed class PeakMemory : IDisposable
{
    private readonly Process self = Process.GetCurrentProcess();
    private readonly Timer timer;
    private readonly List<double> samples = [];

    public PeakMemory()
    {
        GC.Collect();
        timer = new Timer(_ => Look(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(100));
    }

    public double Peak
    {
        get
        {
            lock (samples)
            {
                return samples.Max();
            }
        }
    }

    /// <summary>From the second fifth of the time, when SQLite's cache is filled, to the last.</summary>
    public double GrowthMegabytes
    {
        get
        {
            lock (samples)
            {
                var fifth = Math.Max(1, samples.Count / 5);
                return samples.TakeLast(fifth).Max() - samples.Skip(fifth).Take(fifth).DefaultIfEmpty(samples[0]).Max();
            }
        }
    }

    public void Dispose()
    {
        timer.Dispose();
        self.Dispose();
    }

    private void Look()
    {
        lock (samples)
        {
            self.Refresh();
            samples.Add(self.WorkingSet64 / (1024.0 * 1024.0));
        }
    }
}
