namespace ArchiveMigration.Sandbox.Inspection;

/// <summary>What the item commands return to scripts.</summary>
internal static class ItemExitCode
{
    public const int Done = 0;

    /// <summary>A file cannot be read or written.</summary>
    public const int FileFailure = 1;

    /// <summary>item show: arguments that are not understood, as of the other commands.</summary>
    public const int Usage = 2;

    /// <summary>item map: the rules are for no address in the item.</summary>
    public const int NothingToMap = 2;

    /// <summary>The item is damaged, or not one.</summary>
    public const int NotUnderstood = 3;

    /// <summary>item map: arguments, rules or a directory that are not understood. EX_USAGE of sysexits.h, since 2 is taken.</summary>
    public const int MapUsage = 64;
}
