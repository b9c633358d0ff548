using ArchiveMigration.Engine.Passes.Mapping;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.Engine.Tests.Passes.Mapping;

/// <summary>Which mappers a user's pass gets.</summary>
public sealed class RunMappingTests
{
    [Fact]
    public void Users_share_mappers_as_long_as_the_options_come_to_the_same()
    {
        using var run = new RunMapping(static () => AddressDirectory.Empty);
        var removing = new ProjectOptions { RetentionTags = RetentionTags.Remove };

        Assert.Null(run.For(new ProjectOptions()));
        var first = run.For(removing)!.Mappers;
        Assert.Same(first, run.For(removing with { MaximumErrors = 7 })!.Mappers);
        Assert.NotSame(first, run.For(removing with { RecipientMapping = [Mails.Rule] })!.Mappers);
        Assert.NotSame(run.For(removing with { RecipientMapping = [Mails.Rule] })!.Mappers, run.For(new ProjectOptions { RecipientMapping = [Mails.Rule] })!.Mappers);
    }
}
