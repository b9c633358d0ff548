namespace ArchiveMigration.Binding;

/// <summary>What a row of statistics is about.</summary>
public enum StatisticsGrouping
{
    /// <summary>One user.</summary>
    User,

    /// <summary>One source folder of a user.</summary>
    Folder,

    /// <summary>All users of a project together.</summary>
    Project,

    /// <summary>All users of a customer's projects together.</summary>
    Customer,
}
