using System.Diagnostics;

namespace ArchiveMigration.Engine.Endpoints;

/// <summary>A text that must not be seen: it shows itself as asterisks in every log, message and debugger.</summary>
[DebuggerDisplay("********")]
public sealed class Secret
{
    private readonly Func<string> reveal;

    /// <summary>Keeps <paramref name="text"/>.</summary>
    public Secret(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        reveal = () => text;
    }

    /// <summary>Keeps a way to get the text, such as decrypting it.</summary>
    internal Secret(Func<string> reveal) => this.reveal = reveal;

    /// <summary>The text itself, to be handed to the one place that needs it.</summary>
    /// <exception cref="MigrationException">SecretNotReadable: it is stored encrypted and cannot be decrypted.</exception>
    public string Reveal() => reveal();

    /// <inheritdoc/>
    public override string ToString() => "********";
}
