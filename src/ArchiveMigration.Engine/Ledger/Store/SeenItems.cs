using System.Runtime.InteropServices;

namespace ArchiveMigration.Engine.Ledger.Store;

/// <summary>
/// Which items a listing has shown, as a bitmap in memory: a relisted item costs no write, and a million of them some hundred kilobytes.
/// It need not outlast the process: whoever starts anew lists anew.
/// </summary>
internal sealed class SeenItems
{
    private const int WordBits = 6;
    private const int PageBits = 12;
    private const int WordsPerPage = 1 << (PageBits - WordBits);

    private readonly Dictionary<long, ulong[]> pages = [];

    public void Add(long key)
    {
        ref var page = ref CollectionsMarshal.GetValueRefOrAddDefault(pages, key >> PageBits, out _);
        page ??= new ulong[WordsPerPage];
        page[WordOf(key)] |= 1UL << (int)(key & 63);
    }

    public bool Contains(long key) => pages.TryGetValue(key >> PageBits, out var page) && (page[WordOf(key)] & (1UL << (int)(key & 63))) != 0;

    private static int WordOf(long key) => (int)(key >> WordBits) & (WordsPerPage - 1);
}
