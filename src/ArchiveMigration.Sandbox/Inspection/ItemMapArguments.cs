using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.Sandbox.Inspection;

/// <summary>The arguments of item map.</summary>
internal sealed record ItemMapArguments(AddressMap Rules, string? DirectoryFile, bool MapHeaders, string Input, string Output)
{
    /// <exception cref="ArgumentException">An argument is unknown, missing, or lacks its value.</exception>
    /// <exception cref="AddressRuleException">A rule is malformed or contradicts another.</exception>
    public static ItemMapArguments Parse(IReadOnlyList<string> args)
    {
        var rules = new List<string>();
        var files = new List<string>();
        string? directory = null;
        var headers = false;
        for (var i = 0; i < args.Count; i++)
        {
            switch (args[i])
            {
                case "--rule":
                    rules.Add(ValueOf(args, ref i));
                    break;
                case "--directory" when directory is null:
                    directory = ValueOf(args, ref i);
                    break;
                case "--directory":
                    throw new ArgumentException($"--directory is there twice, with '{directory}' and '{ValueOf(args, ref i)}'; put all into one file.");
                case "--headers":
                    headers = true;
                    break;
                case var option when option.StartsWith("--", StringComparison.Ordinal):
                    throw new ArgumentException($"'{option}' is not an option.");
                case var file:
                    files.Add(file);
                    break;
            }
        }

        var map = AddressMap.Parse(rules);
        return map.Rules.Count == 0 ? throw new ArgumentException("There is no --rule; write --rule '@old.example->@new.example'.")
            : files is [var input, var output] ? new ItemMapArguments(map, directory, headers, input, output)
            : throw new ArgumentException($"Two files are needed, IN and OUT, but there are {files.Count}{(files.Count == 0 ? string.Empty : $": '{string.Join("', '", files)}'")}.");
    }

    private static string ValueOf(IReadOnlyList<string> args, ref int i) =>
        ++i < args.Count ? args[i] : throw new ArgumentException($"{args[i - 1]} lacks its value.");
}
