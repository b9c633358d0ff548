using ArchiveMigration.Sandbox.Msg;

namespace ArchiveMigration.Sandbox.Mailboxes;

/// <summary>The .msg files of a directory as items; a file is read when its item is exported.</summary>
public sealed class MailFileItems(IReadOnlyList<MailFile> files) : IItemSource
{
    public int Count => files.Count;

    public ItemFacts Describe(int index)
    {
        var file = files[index];
        return new ItemFacts(
            file.Summary.MessageClass,
            file.Summary.Subject,
            file.Summary.SearchKey.IsEmpty ? null : file.Summary.SearchKey,
            file.Created,
            file.Modified,
            file.Summary.Delivered,
            file.Summary.Size);
    }

    public void Write(int index, Stream output) => files[index].WriteItem(output);
}
