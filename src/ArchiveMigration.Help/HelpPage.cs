namespace ArchiveMigration.Help;

/// <summary>A command's page in docs/en-US, read.</summary>
internal sealed record HelpPage
{
    /// <summary>The file's path.</summary>
    public required string File { get; init; }

    /// <summary>The command's name, from the file's.</summary>
    public required string Command { get; init; }

    public string Synopsis { get; init; } = string.Empty;

    /// <summary>Paragraphs.</summary>
    public IReadOnlyList<string> Description { get; init; } = [];

    public IReadOnlyList<HelpExample> Examples { get; init; } = [];

    /// <summary>What is said of each parameter, by its name.</summary>
    public IReadOnlyDictionary<string, ParameterText> Parameters { get; init; } = new Dictionary<string, ParameterText>();

    public IReadOnlyList<string> Inputs { get; init; } = [];

    public IReadOnlyList<string> Outputs { get; init; } = [];

    public IReadOnlyList<string> Notes { get; init; } = [];

    public IReadOnlyList<HelpLink> Links { get; init; } = [];
}

/// <summary>One example: what is typed, what is seen, what it shows.</summary>
internal sealed record HelpExample(string Title, string Code, IReadOnlyList<string> Remarks);

/// <summary>What a page says of a parameter, and where.</summary>
internal sealed record ParameterText(IReadOnlyList<string> Paragraphs, int Line);

/// <summary>A related command, topic or page.</summary>
/// <param name="Text">What is shown.</param>
/// <param name="Uri">An address on the web; null for another page of the help.</param>
/// <param name="Line">Where it stands.</param>
internal sealed record HelpLink(string Text, string? Uri, int Line);
