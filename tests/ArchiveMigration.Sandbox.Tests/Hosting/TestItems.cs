using ArchiveMigration.Sandbox.Mailboxes;

namespace ArchiveMigration.Sandbox.Tests.Hosting;

/// <summary>Items for tests that do not care what is in them.</summary>
internal static class TestItems
{
    /// <summary>The stream of one mail.</summary>
    public static byte[] Mail(int seed = 1, long size = 2000)
    {
        using var stream = new MemoryStream();
        new UniformItems(seed, 1, size).Write(0, stream);
        return stream.ToArray();
    }
}
