using System.Collections;

namespace ArchiveMigration.Sandbox.Msg;

/// <summary>The elements of a multi-valued property that lie side by side, without an object for each.</summary>
internal sealed class FixedSizeElements(ReadOnlyMemory<byte> bytes, int size) : IReadOnlyList<ReadOnlyMemory<byte>>
{
    public int Count => bytes.Length / size;

    public ReadOnlyMemory<byte> this[int index] => bytes.Slice(index * size, size);

    public IEnumerator<ReadOnlyMemory<byte>> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
