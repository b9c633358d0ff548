using ArchiveMigration.Engine.Ledger;
using ArchiveMigration.Engine.Passes;
using ArchiveMigration.Engine.Projects;
using CsvHelper;

namespace ArchiveMigration.Engine.Reports.Export;

/// <summary>
/// The users with the columns of MigrationWiz's statistics file, in its order and with its headings, as BitTitan's Get-MWMigrationProjectStatistics.ps1 writes it: the
/// total counts folders too, two of the last headings begin with a blank. Kinds of items that it does not tell apart count as mail.
/// </summary>
internal static class MigrationWizStatistics
{
    /// <summary>What stands as the project's type.</summary>
    public const string ProjectType = "Archive";

    private const double Megabyte = 1024 * 1024;

    private static readonly (string Name, ItemCategory[] Categories)[] Kinds =
    [
        ("Calendars", [ItemCategory.Calendar]),
        ("Contacts", [ItemCategory.Contact]),
        ("Email", [ItemCategory.Mail, ItemCategory.Other]),
        ("Tasks", [ItemCategory.Task]),
        ("Notes", [ItemCategory.Note]),
        ("Journals", [ItemCategory.Journal]),
    ];

    private static readonly string[] Sides = ["Source", "Destination"];

    public static void Write(CsvWriter csv, MigrationReport report, IReadOnlyList<MigrationUser> users)
    {
        foreach (var heading in Headings())
        {
            csv.WriteField(heading, shouldQuote: false);
        }

        csv.NextRecord();
        var ids = users.ToDictionary(user => user.SourceAddress, user => user.Id, StringComparer.OrdinalIgnoreCase);
        foreach (var user in report.Users)
        {
            Row(csv, user, ids.GetValueOrDefault(user.SourceAddress));
            csv.NextRecord();
        }
    }

    private static IEnumerable<string> Headings() =>
    [
        "Project Type", "Project Name", "Mailbox Id", "Source Email Address", "Destination Email Address",
        .. Kinds.Select(kind => kind.Name).Prepend("Folders").Append("Total").SelectMany(name => new[] { $"{name} Success Count", $"{name} Success Size (bytes)", $"{name} Error Count", $"{name} Error Size (bytes)" }),
        .. Sides.SelectMany(side => new[] { $"{side} Active Duration (minutes)", $"{side} Passive Duration (minutes)", $"{side} Data Speed (MB/hour)", $"{side} Item Speed (items/hour)" }),
        "Migrations Performed", "Last Migration Type", "Last Status", "Last Status Details",
        "Total Migration Minutes", " Migration Speed MB/Hour", " Migration Speed GB/hour",
    ];

    private static void Row(CsvWriter csv, UserStatistics user, long id)
    {
        Fields(ProjectType, user.Project, id, user.SourceAddress, user.DestinationAddress);
        Fields(user.FolderCount, 0L, 0L, 0L);
        foreach (var (_, categories) in Kinds)
        {
            var (success, error) = (Sum(user, categories, IsSuccess), Sum(user, categories, static disposition => disposition == Disposition.Failed));
            Fields(success.Count, success.Size, error.Count, error.Size);
        }

        Fields(user.FolderCount + user.SyncedItemCount, user.SyncedItemSize, user.FailedItemCount, user.FailedItemSize);
        Fields(user.SourceActiveDuration.TotalMinutes, user.SourcePassiveDuration.TotalMinutes, user.SourceBytesPerHour / Megabyte, user.SourceItemsPerHour);
        Fields(user.DestinationActiveDuration.TotalMinutes, user.DestinationPassiveDuration.TotalMinutes, user.DestinationBytesPerHour / Megabyte, user.DestinationItemsPerHour);
        Fields(user.PassCount, user.LastPass is { } kind ? Kind(kind) : string.Empty, user.PassCount == 0 ? "NotMigrated" : user.Status.ToString(), user.StatusDetail);
        var speed = user.AverageBytesTransferredPerHour / Megabyte;
        Fields(Math.Round(user.TotalInProgressDuration.TotalMinutes), speed, speed / 1024);

        void Fields(params object?[] values)
        {
            foreach (var value in values)
            {
                csv.WriteField(value);
            }
        }
    }

    private static bool IsSuccess(Disposition disposition) => disposition is Disposition.Imported or Disposition.AlreadyPresent;

    private static (long Count, long Size) Sum(UserStatistics user, ItemCategory[] categories, Func<Disposition, bool> which)
    {
        var rows = user.Categories.Where(row => categories.Contains(row.Category) && which(row.Disposition)).ToList();
        return (rows.Sum(row => row.Count), rows.Sum(row => row.Size));
    }

    // Its words for the kinds of a pass.
    private static string Kind(PassKind kind) => kind switch
    {
        PassKind.RetryErrors => "Repair",
        _ => kind.ToString(),
    };
}
