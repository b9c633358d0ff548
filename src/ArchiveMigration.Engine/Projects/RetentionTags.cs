namespace ArchiveMigration.Engine.Projects;

/// <summary>
/// What becomes of the marks that retention policies of the source have left on items: retention tag, archive tag, their periods and dates. A tag is known by a
/// number (RetentionId) that the destination only knows if the tag was made there with the same one.
/// </summary>
public enum RetentionTags
{
    /// <summary>Items keep them, as all else.</summary>
    Keep,

    /// <summary>Items arrive without them, as if no policy had ever seen them. Those of messages attached to an item stay.</summary>
    Remove,
}
