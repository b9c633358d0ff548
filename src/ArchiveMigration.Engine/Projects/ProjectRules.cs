using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Passes.Filters;

namespace ArchiveMigration.Engine.Projects;

/// <summary>What a project must be before it is saved.</summary>
internal static class ProjectRules
{
    /// <summary>Refuses a project that could never run.</summary>
    /// <exception cref="MigrationException">InvalidArgument, ProjectIncomplete.</exception>
    public static void Check(MigrationProject project)
    {
        ObjectName.Check(project.Name, "project");
        Need(project.Source, "source", project.Name);
        Need(project.Destination, "destination", project.Name);
        if (ObjectName.Key(project.Source) == ObjectName.Key(project.Destination))
        {
            throw CatalogError.Invalid($"Project '{project.Name}' has '{project.Source}' as its source and as its destination.", project.Source, "Name two different endpoints.");
        }

        Check(project.Options);
    }

    private static void Check(ProjectOptions options)
    {
        if (options.MaxConcurrentMigrations is < 1 or > ProjectOptions.MostConcurrentMigrations)
        {
            throw OutOfRange(nameof(options.MaxConcurrentMigrations), options.MaxConcurrentMigrations, $"Give a number from 1 to {ProjectOptions.MostConcurrentMigrations}.");
        }

        if (options.MaximumErrors < 0)
        {
            throw OutOfRange(nameof(options.MaximumErrors), options.MaximumErrors, "Give a number of items, or 0 for no limit.");
        }

        if (!Enum.IsDefined(options.DestinationMailbox))
        {
            throw OutOfRange(nameof(options.DestinationMailbox), options.DestinationMailbox, "Give Archive or Primary.");
        }

        if (!Enum.IsDefined(options.LargeItemTransfer))
        {
            throw OutOfRange(nameof(options.LargeItemTransfer), options.LargeItemTransfer, "Give Chunked or ContentLength.");
        }

        if (!Enum.IsDefined(options.RetentionTags))
        {
            throw OutOfRange(nameof(options.RetentionTags), options.RetentionTags, "Give Keep or Remove.");
        }

        if (options.TargetRootFolder is { } folder && string.IsNullOrWhiteSpace(folder))
        {
            throw OutOfRange(nameof(options.TargetRootFolder), folder, "Give a folder's name, or leave it out for the top of the mailbox.");
        }

        if (options.ReceivedAfter >= options.ReceivedBefore)
        {
            throw OutOfRange(nameof(options.ReceivedBefore), $"{options.ReceivedBefore:u}", $"Give a time after {nameof(options.ReceivedAfter)}, which is {options.ReceivedAfter:u}.");
        }

        if (options.MaximumItemSize < 1)
        {
            throw OutOfRange(nameof(options.MaximumItemSize), options.MaximumItemSize, "Give a number of bytes, for example 35MB, or leave it out for no limit.");
        }

        if (options.ExcludeCategory.Distinct().Count() == Enum.GetValues<ItemCategory>().Length)
        {
            throw OutOfRange(nameof(options.ExcludeCategory), string.Join(", ", options.ExcludeCategory), "All kinds of item are left out, so nothing would be copied. Leave at least one in.");
        }

        if (options.MailSender is { } sender && !IsMailAddress(sender))
        {
            throw OutOfRange(nameof(options.MailSender), sender, "Give a mail address.");
        }

        if (options.ReportRecipient.FirstOrDefault(static address => !IsMailAddress(address)) is { } recipient)
        {
            throw OutOfRange(nameof(options.ReportRecipient), recipient, "Give mail addresses.");
        }

        if (options.ReportRecipient.Count > 0 && options.MailSender is null)
        {
            throw CatalogError.Invalid("Reports are to be mailed, and nobody was named who sends them.", options.ReportRecipient[0], "Name the mailbox that sends too: -MailSender it@fabrikam.example.");
        }

        _ = ProjectFilter.Of(options);
        _ = RecipientMapping.Parse(options.RecipientMapping);
    }

    private static bool IsMailAddress(string text) => text.IndexOf('@', StringComparison.Ordinal) is var at && at > 0 && at < text.Length - 1;

    private static void Need(string? endpoint, string side, string project)
    {
        if (string.IsNullOrWhiteSpace(endpoint))
        {
            throw new MigrationException(ErrorIds.ProjectIncomplete, MigrationErrorKind.InvalidInput, $"Project '{project}' has no {side} endpoint.")
            {
                Target = project,
                Remedy = $"Name the endpoint that is its {side}.",
            };
        }
    }

    private static MigrationException OutOfRange(string option, object value, string remedy)
        => CatalogError.Invalid($"{option} cannot be {(value is string ? $"'{value}'" : value)}.", value.ToString(), remedy);
}
