using ArchiveMigration.Sandbox.Hosting;

switch (args)
{
    case ["serve", .. var rest]:
        return await ServeCommand.RunAsync(rest);
    default:
        Console.Error.WriteLine($"Usage: {ServeCommand.Usage}");
        return 2;
}
