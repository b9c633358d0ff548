using System.Collections;

namespace ArchiveMigration.Sandbox.Mailboxes;

/// <summary>The numbers from 0 to a count, as a list that takes no room.</summary>
internal sealed class SerialRange(int count) : IReadOnlyList<int>
{
    public int Count => count;

    public int this[int index] => index;

    public IEnumerator<int> GetEnumerator() => Enumerable.Range(0, count).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
