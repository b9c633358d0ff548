namespace ArchiveMigration.Engine.Companions;

/// <summary>What became of a setting.</summary>
public enum SettingOutcome
{
    /// <summary>It was made at the destination; in a preview, it would be.</summary>
    Carried,

    /// <summary>The destination has it already.</summary>
    Present,

    /// <summary>The destination has another one of its name: that one was left as it is.</summary>
    Different,

    /// <summary>It cannot be carried, for the reason told.</summary>
    Impossible,

    /// <summary>The service refused it.</summary>
    Failed,

    /// <summary>Microsoft Graph has no access to it: ConvertTo-ArchiveMigrationSettingScript makes a script of the source's export.</summary>
    ByScript,
}
