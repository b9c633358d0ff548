using System.Buffers.Binary;

namespace ArchiveMigration.Sandbox.Items.Shapes;

/// <summary>What appointments and the requests for them have in common (MS-OXOCAL 2.2.1).</summary>
internal sealed class MeetingProperties
{
    public const int Busy = 2;
    private const int Organizer = 3;
    private const int Accepted = 3;
    private const int NotAnswered = 5;

    private readonly ItemScript script;

    public MeetingProperties(ItemScript script)
    {
        this.script = script;
        var random = script.Random;
        Place = random.Pick(script.Language.Places);
        IsAllDay = random.Chance(10);
        var day = new DateTimeOffset(script.Draft.Sent.UtcDateTime.Date, TimeSpan.Zero).AddDays(random.Next(1, 60));
        Start = IsAllDay ? day.AddMinutes(script.Language.TimeZone.Bias) : day.AddMinutes(15 * random.Next(24, 68));
        Minutes = IsAllDay ? 24 * 60 : 15 * random.Next(1, 9);
    }

    public string Place { get; }

    public bool IsAllDay { get; }

    /// <summary>UTC.</summary>
    public DateTimeOffset Start { get; }

    public int Minutes { get; }

    public DateTimeOffset End => Start.AddMinutes(Minutes);

    /// <summary>Organizer first, then whom the size of the item bears.</summary>
    public List<Recipient> PickAttendees(Person organizer)
    {
        var (draft, random) = (script.Draft, script.Random);
        List<Recipient> attendees = [new(organizer, Recipient.To, Organizer)];
        for (var more = draft.IsLean ? 1 : 1 + random.Next((int)Math.Min(7, draft.Recipe.Size / 3000)); more > 0; more--)
        {
            attendees.Add(new Recipient(
                draft.People.Anybody(random),
                random.Chance(75) ? Recipient.To : Recipient.Cc,
                Flags: 1,
                random.Chance(50) ? Accepted : NotAnswered));
        }

        return attendees;
    }

    public void Add(IReadOnlyList<Recipient> attendees)
    {
        var bag = script.Bag;
        bag.Add(NamedProperties.AppointmentStart, Start);
        bag.Add(NamedProperties.AppointmentEnd, End);
        bag.Add(NamedProperties.CommonStart, Start);
        bag.Add(NamedProperties.CommonEnd, End);
        bag.Add(NamedProperties.AppointmentDuration, Minutes);
        bag.Add(NamedProperties.Location, Place);
        bag.Add(NamedProperties.IsAllDay, IsAllDay);
        AddGlobalObjectId();
        if (script.Draft.IsLean)
        {
            return;
        }

        bag.Add(Tags.StartDate, Start);
        bag.Add(Tags.EndDate, End);
        bag.Add(Tags.OwnerAppointmentId, script.Random.Next(int.MaxValue));
        bag.Add(Tags.ResponseRequested, true);
        bag.Add(Tags.ReplyRequested, true);
        bag.Add(NamedProperties.AppointmentSequence, script.Random.Next(3));
        bag.Add(NamedProperties.AppointmentColor, 0);
        bag.Add(NamedProperties.NotAllowPropose, false);
        bag.Add(NamedProperties.OwnerName, attendees[0].Person.Name);
        var others = attendees.Skip(1).ToList();
        bag.Add(NamedProperties.AllAttendees, string.Join("; ", others.Select(attendee => attendee.Person.Name)));
        bag.Add(NamedProperties.ToAttendees, Recipient.Join(others, Recipient.To));
        bag.Add(NamedProperties.CcAttendees, Recipient.Join(others, Recipient.Cc));
        bag.Add(NamedProperties.TimeZoneDescription, script.Language.TimeZone.KeyName);
        bag.Add(NamedProperties.TimeZoneDefinitionStart, script.Language.TimeZone.ToDefinition());
        bag.Add(NamedProperties.TimeZoneDefinitionEnd, script.Language.TimeZone.ToDefinition());
        bag.Add(NamedProperties.ReminderSet, true);
        bag.Add(NamedProperties.ReminderDelta, 15);
        bag.Add(NamedProperties.ReminderTime, Start);
        bag.Add(NamedProperties.ReminderSignalTime, Start.AddMinutes(-15));
    }

    /// <summary>PidLidGlobalObjectId (MS-OXOCAL 2.2.1.27): class id, no exception's date, time of creation, and an id.</summary>
    private void AddGlobalObjectId()
    {
        var id = new byte[56];
        ReadOnlySpan<byte> byteArrayId = [0x04, 0, 0, 0, 0x82, 0, 0xE0, 0, 0x74, 0xC5, 0xB7, 0x10, 0x1A, 0x82, 0xE0, 0x08];
        byteArrayId.CopyTo(id);
        BinaryPrimitives.WriteInt64LittleEndian(id.AsSpan(20), script.Draft.Sent.ToFileTime());
        id[36] = 16;
        script.NewId(16).CopyTo(id, 40);
        script.Bag.Add(NamedProperties.GlobalObjectId, id);
        script.Bag.Add(NamedProperties.CleanGlobalObjectId, id);
    }
}
