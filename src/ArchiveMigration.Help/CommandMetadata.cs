namespace ArchiveMigration.Help;

/// <summary>A command as its class declares it.</summary>
internal sealed record CommandMetadata
{
    public required string Verb { get; init; }

    public required string Noun { get; init; }

    public string Name => $"{Verb}-{Noun}";

    /// <summary>The command that this one is a second name of, or null.</summary>
    public string? SecondNameOf { get; init; }

    public bool SupportsShouldProcess { get; init; }

    public bool AsksByItself { get; init; }

    public string? DefaultParameterSet { get; init; }

    public IReadOnlyList<ParameterMetadata> Parameters { get; init; } = [];

    /// <summary>Full names; none when nothing comes out.</summary>
    public IReadOnlyList<string> OutputTypes { get; init; } = [];

    /// <summary>The sets' names, the default first; one without a name when there are none.</summary>
    public IReadOnlyList<string> ParameterSets
    {
        get
        {
            var named = Parameters.SelectMany(parameter => parameter.Places).Select(place => place.Set).Where(set => set != ParameterPlace.AllSets).Distinct().ToList();
            return named.Count == 0 ? [ParameterPlace.AllSets] : DefaultParameterSet is null ? named : [DefaultParameterSet, .. named.Where(set => set != DefaultParameterSet)];
        }
    }
}

/// <summary>A parameter as its property declares it.</summary>
internal sealed record ParameterMetadata
{
    public required string Name { get; init; }

    /// <summary>As PowerShell shows it in a syntax: <c>String[]</c>.</summary>
    public required string TypeName { get; init; }

    /// <summary>With its namespace.</summary>
    public required string FullTypeName { get; init; }

    public bool IsSwitch { get; init; }

    /// <summary>Whether a base class declares it for several commands.</summary>
    public bool IsShared { get; init; }

    public bool SupportsWildcards { get; init; }

    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>What can stand there, of an enumeration or a fixed set; otherwise none.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    public required IReadOnlyList<ParameterPlace> Places { get; init; }

    /// <summary>Its place in a set, or null when it is not of that set.</summary>
    public ParameterPlace? In(string set) => Places.FirstOrDefault(place => place.Set == set) ?? Places.FirstOrDefault(place => place.Set == ParameterPlace.AllSets);
}

/// <summary>What a parameter is in one parameter set.</summary>
/// <param name="Set">The set's name.</param>
/// <param name="Mandatory">Whether it has to be given.</param>
/// <param name="Position">From 0; null when it is given by name only.</param>
/// <param name="ByValue">Whether it takes objects from the pipeline.</param>
/// <param name="ByName">Whether it takes their properties of its name.</param>
internal sealed record ParameterPlace(string Set, bool Mandatory, int? Position, bool ByValue, bool ByName)
{
    /// <summary>PowerShell's name of all sets (ParameterAttribute.AllParameterSets).</summary>
    public const string AllSets = "__AllParameterSets";
}
