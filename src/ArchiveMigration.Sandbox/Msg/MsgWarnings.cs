using System.Collections;
using System.Globalization;

namespace ArchiveMigration.Sandbox.Msg;

/// <summary>What had to be left out of a file that is otherwise good; long lists are cut, for a strange file could fill it without end.</summary>
internal sealed class MsgWarnings : IReadOnlyList<string>
{
    private const int Maximum = 50;

    private readonly List<string> _texts = [];
    private int _more;

    public int Count => _texts.Count + (_more > 0 ? 1 : 0);

    public string this[int index] => index < _texts.Count ? _texts[index] : string.Create(CultureInfo.InvariantCulture, $"and {_more} more");

    public void Add(string text)
    {
        if (_texts.Count < Maximum)
        {
            _texts.Add(text);
        }
        else
        {
            _more++;
        }
    }

    public IEnumerator<string> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
