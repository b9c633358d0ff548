using ArchiveMigration.Sandbox.Hosting;
using ArchiveMigration.Sandbox.Inspection;
using ArchiveMigration.Sandbox.Rehearsal;

switch (args)
{
    case ["serve", .. var rest]:
        return await ServeCommand.RunAsync(rest);
    case ["rehearse", .. var rest]:
        return await RehearseCommand.RunAsync(rest);
    case ["item", .. var rest]:
        return ItemCommand.Run(rest);
    default:
        Console.Error.WriteLine($"Usage: {ServeCommand.Usage}{Environment.NewLine}       {RehearseCommand.Usage}{Environment.NewLine}       {ItemCommand.Usage}");
        return 2;
}
