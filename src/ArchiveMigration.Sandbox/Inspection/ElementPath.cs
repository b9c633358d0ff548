using System.Globalization;
using ArchiveMigration.FastTransfer;

namespace ArchiveMigration.Sandbox.Inspection;

/// <summary>Tells where in an item one is: <c>/</c>, <c>recipient 2</c>, <c>attachment 1/embedded</c>. Numbers count from 1 in the item's order.</summary>
internal sealed class ElementPath
{
    private readonly Stack<Level> _levels = new([new Level(string.Empty)]);

    /// <summary>The path of what is open.</summary>
    public string Current => _levels.Peek().Path is { Length: > 0 } path ? path : "/";

    /// <summary>Takes a marker and returns the path of what it opens or closes.</summary>
    public string Pass(Marker marker)
    {
        var level = _levels.Peek();
        switch (marker)
        {
            case Marker.StartRecipient:
                Enter(level, string.Create(CultureInfo.InvariantCulture, $"recipient {++level.Recipients}"));
                return Current;

            case Marker.NewAttachment:
                Enter(level, string.Create(CultureInfo.InvariantCulture, $"attachment {++level.Attachments}"));
                return Current;

            case Marker.StartEmbeddedMessage:
                Enter(level, "embedded");
                return Current;

            default:
                return _levels.Pop().Path;
        }
    }

    private void Enter(Level outer, string name) => _levels.Push(new Level(outer.Path.Length == 0 ? name : $"{outer.Path}/{name}"));

    private sealed class Level(string path)
    {
        public string Path { get; } = path;

        public int Recipients { get; set; }

        public int Attachments { get; set; }
    }
}
