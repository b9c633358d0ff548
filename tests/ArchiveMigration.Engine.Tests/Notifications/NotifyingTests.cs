using System.Globalization;
using ArchiveMigration.Engine.Endpoints;
using ArchiveMigration.Engine.Mailboxes;
using ArchiveMigration.Engine.Notifications;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Tests.Ledger;
using ArchiveMigration.Engine.Tests.Passes;

namespace ArchiveMigration.Engine.Tests.Notifications;

public sealed class NotifyingTests : IAsyncDisposable
{
    private readonly Rig rig = new();

    private readonly NotificationRequest before = new()
    {
        Template = MailTemplate.Parse("before.md", "Subject: On {{StartDate}}\n{{Name}}: {{StartTime}} ({{TimeZone}})\n"),
        Sender = "it@fabrikam.example",
        StartsAt = new DateTimeOffset(2026, 11, 27, 17, 0, 0, TimeSpan.Zero),
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"),
        Culture = CultureInfo.GetCultureInfo("de-DE"),
    };

    public NotifyingTests()
    {
        rig.AddUser("anna");
        rig.AddUser("bert");
    }

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task Everybody_is_told_once_at_the_source_in_the_chosen_zone_and_language()
    {
        var results = await NotifyAsync(before);

        Assert.Equal([NotificationStatus.Sent, NotificationStatus.Sent], results.Select(result => result.Status));
        Assert.Equal(["anna@contoso.example", "bert@contoso.example"], Sent.Select(mail => mail.Mail.To.Single()));
        Assert.Equal(("Fabrikam", "it@fabrikam.example", "On Freitag, 27. November 2026"), (Sent[0].Endpoint, Sent[0].Sender, Sent[0].Mail.Subject));
        Assert.Contains("anna@contoso.example: 18:00 (Europe/Berlin, UTC+01:00)", Sent[0].Mail.Html, StringComparison.Ordinal);

        var again = await NotifyAsync(before);

        Assert.Equal([NotificationStatus.AlreadySent, NotificationStatus.AlreadySent], again.Select(result => result.Status));
        Assert.Equal(2, Sent.Count);
    }

    [Fact]
    public async Task With_force_and_for_another_start_everybody_is_told_again()
    {
        await NotifyAsync(before);
        Assert.All(await NotifyAsync(before with { Force = true }), result => Assert.Equal(NotificationStatus.Sent, result.Status));
        Assert.All(await NotifyAsync(before with { StartsAt = before.StartsAt!.Value.AddDays(7) }), result => Assert.Equal(NotificationStatus.Sent, result.Status));

        Assert.Equal(6, Sent.Count);
    }

    [Fact]
    public async Task A_preview_shows_the_mails_and_sends_none()
    {
        await NotifyAsync(before with { Users = ["anna@contoso.example"] });

        var shown = await NotifyAsync(before with { IsPreview = true });

        Assert.Equal([NotificationStatus.AlreadySent, NotificationStatus.WouldSend], shown.Select(result => result.Status));
        Assert.Equal("On Freitag, 27. November 2026", shown[1].Subject);
        Assert.Single(Sent);
    }

    [Fact]
    public async Task After_the_end_only_those_are_told_whose_migration_has_ended()
    {
        var anna = rig.Engine.Catalog.GetUser("Merger", "anna@contoso.example");
        rig.Engine.Catalog.SetUserStatus(anna.Id, MigrationStatus.Completed, null);
        var after = before with { Kind = NotificationKind.After, To = MigrationSide.Destination, Template = MailTemplate.Parse("after.md", "Subject: {{MovedItems}}\n{{DestinationAddress}}\n") };

        var results = await NotifyAsync(after);

        Assert.Equal([NotificationStatus.Sent, NotificationStatus.NotDue], results.Select(result => result.Status));
        Assert.Equal(["anna@fabrikam.example"], Assert.Single(Sent).Mail.To);
    }

    [Fact]
    public async Task A_user_without_an_address_at_that_side_is_left_out_and_said_so()
    {
        rig.Engine.Catalog.AddUsers("Merger", [new MigrationUser { Project = "Merger", SourceAddress = Guid.Empty.ToString(), DestinationAddress = "carl@fabrikam.example" }]);

        var results = await NotifyAsync(before);

        Assert.Equal(NotificationStatus.NotDue, results[2].Status);
        Assert.Equal(2, Sent.Count);
    }

    [Fact]
    public async Task A_field_without_a_value_stops_it_before_anybody_is_told()
    {
        var error = await Assert.ThrowsAsync<MigrationException>(() => NotifyAsync(before with { StartsAt = null }));

        Assert.Equal(ErrorIds.TemplateFieldUnknown, error.ErrorId);
        Assert.Empty(Sent);
    }

    [Fact]
    public async Task A_recipient_that_is_refused_is_told_and_can_be_told_later()
    {
        rig.Services.OnMail = (_, mail) => mail.To[0].StartsWith("anna", StringComparison.Ordinal) ? new MigrationException(ErrorIds.ServiceError, MigrationErrorKind.Service, "Not a valid recipient.") : null;
        Assert.Equal([NotificationStatus.Failed, NotificationStatus.Sent], (await NotifyAsync(before)).Select(result => result.Status));

        rig.Services.OnMail = (_, _) => null;
        Assert.Equal([NotificationStatus.Sent, NotificationStatus.AlreadySent], (await NotifyAsync(before)).Select(result => result.Status));
    }

    [Fact]
    public async Task A_mail_whose_answer_was_lost_is_not_sent_again_by_itself()
    {
        rig.Services.OnMail = (_, _) => new MigrationException(ErrorIds.MailUncertain, MigrationErrorKind.Service, "lost");
        await NotifyAsync(before);
        rig.Services.OnMail = (_, _) => null;
        var sent = Sent.Count;

        Assert.All(await NotifyAsync(before), result => Assert.Equal(NotificationStatus.Uncertain, result.Status));
        Assert.Equal(sent, Sent.Count);
        Assert.All(await NotifyAsync(before with { Force = true }), result => Assert.Equal(NotificationStatus.Sent, result.Status));
    }

    [Fact]
    public async Task What_concerns_the_sender_ends_it_at_the_first_user()
    {
        rig.Services.OnMail = (_, _) => new MigrationException(ErrorIds.PermissionDenied, MigrationErrorKind.Permission, "may not");

        Assert.Equal(ErrorIds.PermissionDenied, (await Assert.ThrowsAsync<MigrationException>(() => NotifyAsync(before))).ErrorId);
        Assert.Single(Sent);
    }

    [Fact]
    public async Task The_thirty_first_mail_waits_for_the_next_minute_and_who_was_told_already_takes_no_place()
    {
        var time = new ManualTimeProvider();
        await using var many = new Rig(time: time);
        for (var number = 0; number < 31; number++)
        {
            many.AddUser($"user{number}");
        }

        await NotifyAsync(before with { Users = ["user7@contoso.example"] }, many);
        await NotifyAsync(before, many).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(31, many.Services.Mails.Count);

        var again = NotifyAsync(before with { Force = true }, many);
        await UntilAsync(() => many.Services.Mails.Count == 61 && time.IsWaitedFor(TimeSpan.FromSeconds(59)));
        time.Advance(TimeSpan.FromMinutes(1));
        await again.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(62, many.Services.Mails.Count);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            await Task.Delay(2, patience.Token);
        }
    }

    private IReadOnlyList<(string Endpoint, string Sender, OutgoingMail Mail)> Sent => [.. rig.Services.Mails];

    private async Task<List<NotificationResult>> NotifyAsync(NotificationRequest request, Rig? other = null)
    {
        List<NotificationResult> results = [];
        await foreach (var result in (other ?? rig).Engine.NotifyAsync("Merger", request, default))
        {
            results.Add(result);
        }

        return results;
    }
}
