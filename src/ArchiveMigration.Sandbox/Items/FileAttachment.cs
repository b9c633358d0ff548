using ArchiveMigration.FastTransfer;

namespace ArchiveMigration.Sandbox.Items;

/// <summary>Attachments that hold a file.</summary>
internal static class FileAttachment
{
    private const int ByValue = 1;
    private const int InHtml = 4;

    /// <summary>Bytes of the smallest file.</summary>
    private const long Least = 64;

    /// <summary>Closes the list of recipients and announces attachments.</summary>
    public static void Begin(ItemScript script) => script.Writer.WriteDeleteProperty(new PropertyTag(0x0E13000D));

    /// <summary>Writes a file.</summary>
    /// <param name="script">The item.</param>
    /// <param name="number">The attachment's number in its message.</param>
    /// <param name="fileName">A name with an extension that <see cref="FileKind"/> knows.</param>
    /// <param name="filler">Bytes beyond the smallest file.</param>
    /// <param name="isPicture">Whether it is a picture that a body in HTML shows.</param>
    /// <param name="isContactPhoto">Whether it is the picture of a contact.</param>
    public static void Write(ItemScript script, int number, string fileName, long filler, bool isPicture = false, bool isContactPhoto = false)
    {
        var kind = FileKind.Of(fileName);
        var bag = script.Bag;
        var contentId = script.NewId(8);
        script.Writer.StartAttachment(number);
        bag.Add(Tags.AttachMethod, ByValue);
        bag.Add(Tags.RenderingPosition, -1);
        bag.Add(Tags.AttachLongFilename, fileName);
        bag.Add(Tags.AttachExtension, kind.Extension);
        bag.Add(Tags.AttachMimeTag, kind.MimeType);
        bag.Add(Tags.DisplayName, fileName);
        bag.Add(Tags.AttachEncoding, ReadOnlySpan<byte>.Empty);
        bag.Add(Tags.AttachFlags, isPicture ? InHtml : 0);
        bag.Add(Tags.AttachSize, (int)Math.Min(int.MaxValue, Least + filler));
        bag.Add(Tags.RecordKey, [(byte)number, 0, 0, 0]);
        bag.Add(Tags.CreationTime, script.Draft.Delivered);
        bag.Add(Tags.LastModificationTime, script.Draft.Delivered);
        bag.Add(Tags.AttachmentFlags, 0);
        bag.Add(Tags.AttachmentLinkId, 0);
        bag.Add(Tags.AttachmentHidden, isPicture);
        if (!script.Draft.IsLean)
        {
            bag.Add(Tags.AttachFilename, $"{Convert.ToHexString(contentId.AsSpan(0, 3))}~1{kind.Extension[..4]}");
            bag.Add(Tags.AttachContentId, $"{Convert.ToHexString(contentId)}@{script.Draft.Recipe.Domain}");
        }

        if (isContactPhoto)
        {
            bag.Add(Tags.AttachmentContactPhoto, true);
        }

        bag.Add(Tags.AttachData, new NoiseValue(Least + filler, kind.Signature, script.Random.Fork()));
        bag.WriteTo(script.Writer);
        script.Writer.EndAttachment();
    }

    /// <summary>Writes the file that holds what was too much for the body, if that is anything.</summary>
    public static void WriteRest(ItemScript script)
    {
        if (script.FileFiller > 0)
        {
            Write(script, 0, script.Random.Pick(script.Language.FileNames), script.FileFiller);
        }
    }
}
