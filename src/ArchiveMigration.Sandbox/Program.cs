using ArchiveMigration.Sandbox.Hosting;
using ArchiveMigration.Sandbox.Rehearsal;

switch (args)
{
    case ["serve", .. var rest]:
        return await ServeCommand.RunAsync(rest);
    case ["rehearse", .. var rest]:
        return await RehearseCommand.RunAsync(rest);
    default:
        Console.Error.WriteLine($"Usage: {ServeCommand.Usage}{Environment.NewLine}       {RehearseCommand.Usage}");
        return 2;
}
