using System.Globalization;

namespace ArchiveMigration.Chaos.Simulation;

/// <summary>What happened in a simulated migration, as a hash, and as lines for whoever replays it.</summary>
internal sealed class Trace(TextWriter? output)
{
    private const ulong Prime = 1099511628211UL;

    /// <summary>FNV-1a over everything noted: two runs of a seed must come to the same.</summary>
    public ulong Hash { get; private set; } = 14695981039346656037UL;

    public long Count { get; private set; }

    public void Note(DateTimeOffset now, string what, string about)
    {
        Count++;
        Add(what);
        Add(about);
        Hash = (Hash ^ (ulong)now.Ticks) * Prime;
        output?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{now:MM-dd HH:mm:ss.fff}  {what} {about}"));
    }

    private void Add(string text)
    {
        foreach (var character in text)
        {
            Hash = (Hash ^ character) * Prime;
        }
    }
}
