namespace ArchiveMigration.Engine.Endpoints;

/// <summary>The Microsoft clouds an endpoint can be in.</summary>
public enum CloudName
{
    /// <summary>Worldwide, including GCC, which uses the worldwide addresses.</summary>
    Global,

    /// <summary>US Government L4 (GCC High).</summary>
    GccHigh,

    /// <summary>US Government L5 (DoD).</summary>
    DoD,

    /// <summary>China, operated by 21Vianet.</summary>
    China,

    /// <summary>Microsoft Cloud Germany, closed on 29 October 2021; known only so that it can be refused with the reason.</summary>
    Germany,

    /// <summary>Addresses given by hand: the sandbox, or a cloud newer than this table.</summary>
    Custom,
}
