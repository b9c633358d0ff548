using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Engine.Tests.Projects;

public sealed class SupportOptionsTests
{
    [Fact]
    public void Options_are_read_as_they_stand_in_MigrationWiz()
    {
        var options = SupportOptions.Parse(
        [
            "RecipientMapping=\"@old.example->@new.example\"\r\n  folderMapping=\"^Source->Dest/\"\n\n",
            "RecipientMapping=a@old.example->b@new.example",
        ]);

        Assert.Equal(["@old.example->@new.example", "a@old.example->b@new.example"], options.RecipientMapping);
        Assert.Equal(["^Source->Dest/"], options.FolderMapping);
        Assert.Null(SupportOptions.Parse([""]).FolderMapping);
    }

    [Theory]
    [InlineData("InitializationTimeout=8", "MaximumOutage")]
    [InlineData("ModernAuthClientIdExport=1", "New-ArchiveMigrationEndpoint")]
    [InlineData("UseEwsImportImpersonation=1", "Exchange Web Services")]
    [InlineData("StoreOverflowGuidance=1", "-WaitForQuota")]
    [InlineData("Tags=IpLockDown!", "machine")]
    [InlineData("Whatever=1", "Known here are RecipientMapping and FolderMapping")]
    [InlineData("FolderMapping=", "from->to")]
    [InlineData("FolderMapping=\"A\"", "arrow")]
    public void One_that_means_nothing_here_is_refused_with_what_stands_for_it(string line, string told)
    {
        var refused = Assert.Throws<MigrationException>(() => SupportOptions.Parse([line]));

        Assert.Equal(ErrorIds.InvalidArgument, refused.ErrorId);
        Assert.Contains(told, refused.Message + refused.Remedy, StringComparison.Ordinal);
    }
}
