using ArchiveMigration.Help;

if (args is not [var docs, var cmdlets, var references, var target])
{
    Console.Error.WriteLine("usage: ArchiveMigration.Help DOCS CMDLETS.dll REFERENCES.txt TARGET");
    return 2;
}

var problems = HelpBuild.Run(docs, cmdlets, File.ReadAllLines(references), target);
foreach (var problem in problems)
{
    Console.WriteLine(problem);
}

return problems.Count == 0 ? 0 : 1;
