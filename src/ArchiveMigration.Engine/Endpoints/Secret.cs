using System.Diagnostics;

namespace ArchiveMigration.Engine.Endpoints;

/// <summary>A text that must not be seen: it shows itself as asterisks in every log, message and debugger.</summary>
[DebuggerDisplay("********")]
public sealed class Secret
{
    private readonly string text;

    /// <summary>Keeps <paramref name="text"/>.</summary>
    public Secret(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        this.text = text;
    }

    /// <summary>The text itself, to be handed to the one place that needs it.</summary>
    public string Reveal() => text;

    /// <inheritdoc/>
    public override string ToString() => "********";
}
