namespace ArchiveMigration.Sandbox.Items.Shapes;

/// <summary>IPM.Appointment: once or in a series, alone or with others.</summary>
internal static class AppointmentShape
{
    private const int IsMeeting = 1;
    private const int Organized = 1;

    public static void Write(ItemScript script)
    {
        var (bag, draft, random) = (script.Bag, script.Draft, script.Random);
        var meeting = new MeetingProperties(script);
        List<Recipient> attendees = random.Chance(70)
            ? meeting.PickAttendees(random.Chance(50) ? draft.Owner : draft.Counterpart)
            : [];
        MessageProperties.AddCommon(script);
        meeting.Add(attendees.Count > 0 ? attendees : [new Recipient(draft.Owner, Recipient.To)]);
        MessageProperties.AddDisplayNames(script, attendees);
        AddressGroup.SentRepresenting.AddTo(bag, attendees.Count > 0 ? attendees[0].Person : draft.Owner);
        bag.Add(NamedProperties.BusyStatus, MeetingProperties.Busy);
        bag.Add(NamedProperties.AppointmentState, attendees.Count > 0 ? IsMeeting : 0);
        bag.Add(NamedProperties.ResponseStatus, attendees.Count > 0 ? Organized : 0);
        bag.Add(NamedProperties.IsRecurring, draft.Recipe.Shape == ItemShape.RecurringAppointment);
        if (draft.Recipe.Shape == ItemShape.RecurringAppointment)
        {
            AddRecurrence(script, meeting);
        }

        MessageProperties.AddRichText(script, script.BodyFiller);
        bag.WriteTo(script.Writer);
        Recipient.WriteAll(script, attendees);
        FileAttachment.Begin(script);
        FileAttachment.WriteRest(script);
    }

    private static void AddRecurrence(ItemScript script, MeetingProperties meeting)
    {
        var random = script.Random;
        var series = new Recurrence(
            random.Pick<RecurrenceKind>([RecurrenceKind.Daily, RecurrenceKind.Weekly, RecurrenceKind.Monthly]),
            random.Next(1, 4),
            random.Next(3, 40),
            meeting.Start.AddMinutes(-script.Language.TimeZone.Bias),
            meeting.Minutes,
            random.Chance(40) ? 1 : null);
        script.Bag.Add(NamedProperties.AppointmentRecurrence, series.ToBytes());
        script.Bag.Add(NamedProperties.RecurrenceType, (int)series.Kind);
        script.Bag.Add(NamedProperties.RecurrencePattern, series.ToString());
        script.Bag.Add(NamedProperties.ClipStart, series.FirstDay.AddMinutes(script.Language.TimeZone.Bias));
        script.Bag.Add(NamedProperties.ClipEnd, series.LastDay.AddMinutes(script.Language.TimeZone.Bias));
        script.Bag.Add(NamedProperties.TimeZoneStructure, script.Language.TimeZone.ToStructure());
        script.Bag.Add(NamedProperties.TimeZoneDefinitionRecurrence, script.Language.TimeZone.ToDefinition());
    }
}
