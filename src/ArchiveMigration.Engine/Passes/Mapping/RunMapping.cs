using ArchiveMigration.Engine.Projects;
using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.Engine.Passes.Mapping;

/// <summary>
/// Gives each user's pass of a run its mapping. Rules changed during a run count from the next mailbox on; as long as they stay the same, all users
/// share the same mappers.
/// </summary>
/// <param name="readDirectory">Reads the project's recipients; done once, before the first mailbox.</param>
internal sealed class RunMapping(Func<AddressDirectory> readDirectory) : IDisposable
{
    private readonly object gate = new();
    private readonly List<(ProjectOptions Options, ItemMappers Mappers)> made = [];
    private AddressDirectory? directory;

    /// <summary>The mapping of one pass, or null when there is nothing to map by or to remove: items are then not even decoded.</summary>
    public PassMapping? For(ProjectOptions options)
    {
        lock (gate)
        {
            directory ??= readDirectory();
            var mappers = made.Find(known => MappingRules.AreSame(known.Options, options)).Mappers;
            if (mappers is null)
            {
                if (MappingRules.Of(options, directory) is not { } rules)
                {
                    return null;
                }

                mappers = new ItemMappers(rules);
                made.Add((options, mappers));
            }

            return new PassMapping(mappers);
        }
    }

    public void Dispose() => made.ForEach(static known => known.Mappers.Dispose());
}
