namespace ArchiveMigration.Sandbox.Items.Shapes;

/// <summary>IPM.Schedule.Meeting.Request: a mail that asks the owner to a meeting.</summary>
internal static class MeetingRequestShape
{
    private const int FullRequest = 1;
    private const int RequestIcon = 0x404;
    private const int IsMeetingReceived = 3;

    public static void Write(ItemScript script)
    {
        var meeting = new MeetingProperties(script);
        var attendees = meeting.PickAttendees(script.Draft.Counterpart);
        MessageProperties.AddCommon(script);
        MessageProperties.AddDelivery(script, attendees);
        meeting.Add(attendees);
        script.Bag.Add(NamedProperties.MeetingType, FullRequest);
        script.Bag.Add(NamedProperties.AppointmentState, IsMeetingReceived);
        script.Bag.Add(NamedProperties.IntendedBusyStatus, MeetingProperties.Busy);
        script.Bag.Add(NamedProperties.BusyStatus, 1);
        script.Bag.Add(NamedProperties.RequiredAttendees, Recipient.Join(attendees, Recipient.To));
        script.Bag.Add(NamedProperties.OptionalAttendees, Recipient.Join(attendees, Recipient.Cc));
        if (script.Draft.Prefix.Length == 0)
        {
            script.Bag.Add(Tags.IconIndex, RequestIcon);
        }

        MessageProperties.AddHtml(script, script.BodyFiller);
        script.Bag.WriteTo(script.Writer);
        Recipient.WriteAll(script, attendees);
        FileAttachment.Begin(script);
        FileAttachment.WriteRest(script);
    }
}
