using System.Diagnostics;
using System.Globalization;

namespace ArchiveMigration.Chaos.Simulation;

/// <summary>The parent's side of a simulation: deals the migrations out to one child for each processor and adds up what they tell.</summary>
internal sealed class SimulateCommand(int count, int seed, ItemKinds kinds, TextWriter output)
{
    private const int MostTold = 40;
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(15);

    private readonly Lock gate = new();
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private TimeSpan nextTold = TellEvery;
    private int done;
    private long lives;
    private long items;
    private int told;
    private int failures;

    public int Lost { get; private set; }

    public int Duplicated { get; private set; }

    public int Altered { get; private set; }

    /// <summary>Of all traces, whatever order they came in: the same seeds give the same.</summary>
    public ulong Hash { get; private set; }

    /// <summary>Runs them all; the answer is the exit code.</summary>
    public async Task<int> RunAsync(int children)
    {
        await Task.WhenAll(Enumerable.Range(0, children).Select(first => RunChildAsync(first, children)));
        if (done != count)
        {
            Fail($"Only {done} of {count} migrations were run: a child process ended early.");
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done} migrations, {lives} processes, {items} items in {watch.Elapsed.TotalSeconds:F0} s; seed {seed}, kinds {kinds}, trace {Hash:x16}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"simulated {done}, lost {Lost}, duplicated {Duplicated}, altered {Altered}"));
        return failures == 0 ? 0 : 1;
    }

    private async Task RunChildAsync(int first, int step)
    {
        string[] args = ["simulate-part", Text(seed), Text(first), Text(step), Text(count), kinds.ToString()];
        using var child = ChildProcess.Start(args, (SingleThread.ProcessorCount, "1"), ("DOTNET_gcConcurrent", "0"));
        child.StandardInput.Close();
        while (await child.StandardOutput.ReadLineAsync() is { } line)
        {
            lock (gate)
            {
                Take(line);
            }
        }

        await child.WaitForExitAsync();
        if (child.ExitCode != 0)
        {
            lock (gate)
            {
                Fail($"A child process ended with code {child.ExitCode}.");
            }
        }
    }

    private void Take(string line)
    {
        var words = line.Split(' ');
        if (words is not ["done", _, var hash, .. var counts])
        {
            Fail(line.StartsWith("said ", StringComparison.Ordinal) ? line[5..] : line);
            return;
        }

        var numbers = counts.Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        done++;
        lives += numbers[0];
        items += numbers[1];
        Lost += numbers[2];
        Duplicated += numbers[3];
        Altered += numbers[4];
        Hash += ulong.Parse(hash, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        if (watch.Elapsed >= nextTold)
        {
            nextTold += TellEvery;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {watch.Elapsed.TotalSeconds,4:F0} s  {done} of {count} migrations, lost {Lost}, duplicated {Duplicated}, altered {Altered}"));
        }
    }

    private void Fail(string text)
    {
        failures++;
        if (told++ < MostTold)
        {
            output.WriteLine(text);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
