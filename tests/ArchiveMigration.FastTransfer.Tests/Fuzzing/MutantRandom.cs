namespace ArchiveMigration.FastTransfer.Tests.Fuzzing;

/// <summary>Numbers that follow from a seed and a mutant's index alone, on any machine (SplitMix64), so that each mutant can be made again.</summary>
internal struct MutantRandom(ulong seed, ulong index)
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong state = Mix(seed + Step) ^ Mix((index * Step) + 1);

    /// <summary>A number below the limit; 0 when that is 0.</summary>
    public int Below(int limit) => limit <= 0 ? 0 : (int)((ulong)limit * (Next() >> 32) >> 32);

    public bool OneIn(int chances) => Below(chances) == 0;

    public byte Byte() => (byte)Next();

    public ulong Next() => Mix(state += Step);

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
