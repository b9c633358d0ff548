using ArchiveMigration.FastTransfer.Items;
using ArchiveMigration.Sandbox.Msg;

namespace ArchiveMigration.Sandbox.Tests.Msg;

public sealed class MailFolderTreeTests : IDisposable
{
    private readonly TemporaryDirectory _mail = new();

    public void Dispose() => _mail.Dispose();

    [Fact]
    public void Directories_become_folders_and_files_messages_in_the_order_of_their_names()
    {
        Write("root", "root.msg");
        Write("b", "Inbox", "b.MSG");
        Write("a", "Inbox", "a.msg");
        Write("old", "Inbox", "2019", "old.Msg");
        _mail.Folder("Empty");
        _mail.Write([1, 2, 3], "Inbox", "readme.txt");

        MailFolderTree tree = MailFolderTree.Load(_mail.Path);

        Assert.Equal(Path.GetFileName(_mail.Path), tree.Root.Name);
        Assert.Equal("", tree.Root.RelativePath);
        Assert.Equal(["root"], Subjects(tree.Root));
        Assert.Equal(["Empty", "Inbox"], tree.Root.Folders.Select(folder => folder.Name));
        MailFolder inbox = tree.Root.Folders[1];
        Assert.Equal(["a", "b"], Subjects(inbox));
        Assert.Equal("Inbox/2019", Assert.Single(inbox.Folders).RelativePath);
        Assert.Equal("Inbox/2019/old.Msg", Assert.Single(inbox.Folders[0].Messages).RelativePath);
        Assert.Equal(4, tree.MessageCount);
        Assert.Empty(tree.Skipped);
    }

    [Fact]
    public void A_damaged_file_is_named_with_its_reason_and_the_others_are_there()
    {
        Write("good", "Inbox", "good.msg");
        _mail.Write([], "Inbox", "empty.msg");
        _mail.Write("From: anna"u8.ToArray(), "Inbox", "text.msg");
        _mail.Write(MsgBuilder.Mail().Build()[..2_000], "Inbox", "torn.msg");

        MailFolderTree tree = MailFolderTree.Load(_mail.Path);

        Assert.Equal(["good"], Subjects(tree.Root.Folders[0]));
        Assert.Equal(["Inbox/empty.msg", "Inbox/text.msg", "Inbox/torn.msg"], tree.Skipped.Select(skipped => skipped.RelativePath));
        Assert.Equal("the file is empty", tree.Skipped[0].Reason);
        Assert.StartsWith("not an Outlook .msg file", tree.Skipped[1].Reason, StringComparison.Ordinal);
        Assert.Contains("lies beyond the end of the file", tree.Skipped[2].Reason, StringComparison.Ordinal);
        Assert.Contains("at byte", tree.Skipped[2].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_content_is_read_when_it_is_written_and_the_file_is_not_kept_open()
    {
        string path = Write("Lunch", "Inbox", "lunch.msg");
        MailFile file = MailFolderTree.Load(_mail.Path).Root.Folders[0].Messages[0];
        using var item = new MemoryStream();

        file.WriteItem(item);
        File.Move(path, path + ".old");

        Assert.Equal("Lunch", ItemSummary.Read(item.ToArray()).Subject);
        Assert.Equal(file.Summary.SearchKey.ToArray(), ItemSummary.Read(item.ToArray()).SearchKey.ToArray());
        Assert.Throws<FileNotFoundException>(() => file.WriteItem(item));
    }

    [Fact]
    public void An_item_gives_the_same_bytes_each_time()
    {
        var builder = new MsgBuilder();
        builder.Message.Unicode(0x0037, "no key, no class");
        _mail.Write(builder.Build(), "a.msg");
        MailFile file = MailFolderTree.Load(_mail.Path).Root.Messages[0];
        using var first = new MemoryStream();
        using var second = new MemoryStream();

        file.WriteItem(first);
        MailFolderTree.Load(_mail.Path).Root.Messages[0].WriteItem(second);

        Assert.Equal(first.ToArray(), second.ToArray());
    }

    [Fact]
    public void Times_that_a_message_lacks_are_its_delivery_or_the_files_time()
    {
        var delivered = new DateTime(2024, 5, 6, 7, 8, 9, DateTimeKind.Utc);
        var written = new DateTime(2025, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        MsgBuilder builder = MsgBuilder.Mail("delivered");
        builder.Message.Time(0x0E06, delivered);
        _mail.Write(builder.Build(), "a.msg");
        File.SetLastWriteTimeUtc(Write("never", "b.msg"), written);

        IReadOnlyList<MailFile> messages = MailFolderTree.Load(_mail.Path).Root.Messages;

        Assert.Equal((new DateTimeOffset(delivered), new DateTimeOffset(delivered)), (messages[0].Created, messages[0].Modified));
        Assert.Equal((new DateTimeOffset(written), new DateTimeOffset(written)), (messages[1].Created, messages[1].Modified));
    }

    [Fact]
    public void What_of_a_file_is_left_out_is_told()
    {
        MsgBuilder builder = MsgBuilder.Mail();
        builder.Message.Inline(0x0065, 0x001F, 34);
        _mail.Write(builder.Build(), "a.msg");

        Assert.Contains("0x0065001F", Assert.Single(MailFolderTree.Load(_mail.Path).Root.Messages[0].Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Hidden_files_and_folders_are_ignored()
    {
        Hide(Write("hidden", ".hidden.msg"));
        Hide(Path.GetDirectoryName(Write("within", ".git", "a.msg"))!);
        Write("seen", "seen.msg");

        MailFolderTree tree = MailFolderTree.Load(_mail.Path);

        Assert.Equal(["seen"], Subjects(tree.Root));
        Assert.Empty(tree.Root.Folders);
        Assert.Empty(tree.Skipped);
    }

    [Fact]
    public void Links_that_lead_in_a_circle_or_nowhere_are_named_and_not_followed()
    {
        Write("a", "Inbox", "a.msg");
        try
        {
            Directory.CreateSymbolicLink(Path.Combine(_mail.Path, "Inbox", "loop"), _mail.Path);
            File.CreateSymbolicLink(Path.Combine(_mail.Path, "Inbox", "gone.msg"), Path.Combine(_mail.Path, "nowhere.msg"));
        }
        catch (IOException) when (OperatingSystem.IsWindows())
        {
            return; // Windows lets only some accounts make links.
        }

        MailFolderTree tree = MailFolderTree.Load(_mail.Path);

        Assert.Equal(1, tree.MessageCount);
        Assert.Equal(["Inbox/gone.msg", "Inbox/loop"], tree.Skipped.Select(skipped => skipped.RelativePath));
        Assert.Contains("not followed", tree.Skipped[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Folders_that_differ_only_in_case_cannot_both_be_mail_folders()
    {
        Write("upper", "Inbox", "a.msg");
        Write("lower", "inbox", "b.msg");
        int directories = Directory.GetDirectories(_mail.Path).Length; // one where names have no case

        MailFolderTree tree = MailFolderTree.Load(_mail.Path);

        Assert.Single(tree.Root.Folders);
        Assert.Equal(directories - 1, tree.Skipped.Count);
    }

    [Fact]
    public void A_directory_that_is_not_there_is_named()
    {
        string missing = Path.Combine(_mail.Path, "missing");

        Assert.Contains(missing, Assert.Throws<DirectoryNotFoundException>(() => MailFolderTree.Load(missing)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Loading_can_be_cancelled()
    {
        Write("a", "a.msg");

        Assert.Throws<OperationCanceledException>(() => MailFolderTree.Load(_mail.Path, new CancellationToken(canceled: true)));
    }

    private string Write(string subject, params string[] names) => _mail.Write(MsgBuilder.Mail(subject).Build(), names);

    private static void Hide(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            File.SetAttributes(path, File.GetAttributes(path) | FileAttributes.Hidden);
        }
    }

    private static IEnumerable<string?> Subjects(MailFolder folder) => folder.Messages.Select(message => message.Summary.Subject);
}
