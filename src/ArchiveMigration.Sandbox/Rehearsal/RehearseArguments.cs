using System.Globalization;

namespace ArchiveMigration.Sandbox.Rehearsal;

/// <summary>The arguments of rehearse.</summary>
internal sealed record RehearseArguments(int Seed, string? MailDirectory, string? OutputDirectory)
{
    /// <exception cref="ArgumentException">An argument is unknown, lacks its value, or has a wrong one.</exception>
    public static RehearseArguments Parse(IReadOnlyList<string> args)
    {
        var parsed = new RehearseArguments(1, null, null);
        for (var i = 0; i < args.Count; i += 2)
        {
            var value = i + 1 < args.Count ? args[i + 1] : throw new ArgumentException($"{args[i]} lacks its value.");
            parsed = args[i] switch
            {
                "--seed" => parsed with { Seed = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : throw new ArgumentException($"'{value}' (--seed) must be a number.") },
                "--mail" => Directory.Exists(value) ? parsed with { MailDirectory = value } : throw new ArgumentException($"There is no directory '{value}' (--mail)."),
                "--out" => parsed with { OutputDirectory = value },
                var other => throw new ArgumentException($"'{other}' is not an option."),
            };
        }

        return parsed;
    }
}
