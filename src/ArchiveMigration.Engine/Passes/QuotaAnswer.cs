namespace ArchiveMigration.Engine.Passes;

/// <summary>What came of trying whether a full destination has room again.</summary>
internal enum QuotaAnswer
{
    /// <summary>An item went in.</summary>
    Room,

    /// <summary>It was refused.</summary>
    Full,

    /// <summary>The answer was lost or the items tried were no use: a pass has to look for itself.</summary>
    Unknown,
}
