using ArchiveMigration.Chaos;
using ArchiveMigration.Chaos.Kills;
using ArchiveMigration.Chaos.Simulation;
using static System.Globalization.CultureInfo;

// The parts are what this program starts itself.
switch (args)
{
    case ["simulate-part", var seed, var first, var step, var count, var kinds]:
        return SimulatePart.Run(int.Parse(seed, InvariantCulture), int.Parse(first, InvariantCulture), int.Parse(step, InvariantCulture), int.Parse(count, InvariantCulture), Enum.Parse<ItemKinds>(kinds));
    case ["work", var access, var scratchStore]:
        return await Worker.RunAsync(access, scratchStore);
    case ["replay-part", var seed, var kinds]:
        return SimulatePart.Replay(int.Parse(seed, InvariantCulture), Enum.Parse<ItemKinds>(kinds));
}

switch (Options.Parse(args))
{
    case { Verb: "kills" } options:
        return await KillCommand.RunAsync(options.Count, options.Seed, options.Kinds, Console.Out);
    case { Verb: "simulate" } options:
        return await new SimulateCommand(options.Count, options.Seed, options.Kinds, Console.Out).RunAsync(Environment.ProcessorCount);
    case { Verb: "replay" } options:
        return await ReplayCommand.RunAsync(options.Count, options.Kinds, Console.Out);
    default:
        Console.Error.WriteLine(Options.Usage);
        return 2;
}
