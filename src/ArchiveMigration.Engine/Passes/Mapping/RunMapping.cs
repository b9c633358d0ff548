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
    private readonly List<(string[] Rules, AddressMapperOptions Options, ItemMappers Mappers)> made = [];
    private AddressDirectory? directory;

    /// <summary>The mapping of one pass, or null when there is nothing to map by: items are then not even decoded.</summary>
    public PassMapping? For(ProjectOptions options)
    {
        lock (gate)
        {
            directory ??= readDirectory();
            if (options.RecipientMapping.Count == 0 && directory.Count == 0)
            {
                return null;
            }

            var mappers = made.Find(known => known.Options == options.MapperOptions && known.Rules.SequenceEqual(options.RecipientMapping)).Mappers;
            if (mappers is null)
            {
                mappers = new ItemMappers(AddressMap.Parse(options.RecipientMapping), directory, options.MapperOptions);
                made.Add(([.. options.RecipientMapping], options.MapperOptions, mappers));
            }

            return new PassMapping(mappers);
        }
    }

    public void Dispose() => made.ForEach(static known => known.Mappers.Dispose());
}
