using System.Globalization;
using ArchiveMigration.Sandbox.Limits;

namespace ArchiveMigration.Sandbox.Hosting;

/// <summary>The arguments of serve.</summary>
internal sealed record ServeArguments(int Port, int Seed, string? MailDirectory, SandboxLimits Limits, string? InfoFile)
{
    /// <exception cref="ArgumentException">An argument is unknown, lacks its value, or has a wrong one.</exception>
    public static ServeArguments Parse(IReadOnlyList<string> args)
    {
        var parsed = new ServeArguments(0, 1, null, new SandboxLimits(), null);
        for (var i = 0; i < args.Count; i += 2)
        {
            var value = i + 1 < args.Count ? args[i + 1] : throw new ArgumentException($"{args[i]} lacks its value.");
            parsed = args[i] switch
            {
                "--port" => parsed with { Port = Number(args[i], value, 65533) },
                "--seed" => parsed with { Seed = Number(args[i], value, int.MaxValue) },
                "--mail" => Directory.Exists(value) ? parsed with { MailDirectory = value } : throw new ArgumentException($"There is no directory '{value}' (--mail)."),
                "--limits" => parsed with { Limits = ReadLimits(value) },
                "--info" => parsed with { InfoFile = value },
                var other => throw new ArgumentException($"'{other}' is not an option."),
            };
        }

        return parsed;
    }

    private static int Number(string option, string value, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
            ? number
            : throw new ArgumentException($"'{value}' ({option}) must be a number from 0 to {most}.");

    private static SandboxLimits ReadLimits(string value) => value switch
    {
        "on" => new SandboxLimits(),
        "off" => new SandboxLimits { Enabled = false },
        _ when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var factor) && factor >= 1 => new SandboxLimits { TimeScale = factor },
        _ => throw new ArgumentException($"'{value}' (--limits) must be on, off, or a factor of at least 1."),
    };
}
