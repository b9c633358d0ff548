using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Sandbox.Tests.Mailboxes;

public sealed class SpooledContentTests
{
    [Fact]
    public void Contents_written_in_turns_come_back_whole()
    {
        using var file = new SpoolFile();
        var contents = Enumerable.Range(0, 3).Select(_ => new SpooledContent(file)).ToArray();
        var random = new Random(1);
        var expected = contents.Select(_ => new MemoryStream()).ToArray();
        for (var i = 0; i < 60; i++)
        {
            var piece = new byte[random.Next(1, 20_000)];
            random.NextBytes(piece);
            var which = random.Next(3);
            contents[which].Append(piece);
            expected[which].Write(piece);
        }

        for (var i = 0; i < 3; i++)
        {
            using var read = new MemoryStream();
            contents[i].CopyTo(read);
            Assert.Equal(expected[i].ToArray(), read.ToArray());
        }
    }

    [Fact]
    public void A_sandbox_that_is_killed_leaves_no_file_behind()
    {
        if (OperatingSystem.IsWindows())
        {
            // There it goes with the process, not before.
            return;
        }

        var folder = Directory.CreateTempSubdirectory("archivemigration-tests-");
        try
        {
            using var file = new SpoolFile(folder.FullName);
            var content = new SpooledContent(file);
            content.Append("kept"u8);

            Assert.Empty(folder.GetFiles());
            using var read = new MemoryStream();
            content.CopyTo(read);
            Assert.Equal("kept"u8.ToArray(), read.ToArray());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
