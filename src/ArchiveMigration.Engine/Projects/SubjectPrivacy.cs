namespace ArchiveMigration.Engine.Projects;

/// <summary>What a project keeps of the subjects of items that failed.</summary>
public enum SubjectPrivacy
{
    /// <summary>Nothing. Subjects are neither read nor kept.</summary>
    None,

    /// <summary>A keyed hash: equal subjects have equal hashes, and without the key, which lies encrypted in the store, nobody can try out guesses.</summary>
    Hash,

    /// <summary>The subject itself.</summary>
    Full,
}
