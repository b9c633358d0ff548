using System.Globalization;

namespace ArchiveMigration.Sandbox.Items.Shapes;

/// <summary>A series of appointments that ends after so many (MS-OXOCAL 2.2.1.44).</summary>
/// <param name="Kind">How it repeats.</param>
/// <param name="Every">Days, weeks or months from one to the next.</param>
/// <param name="Count">Number of appointments.</param>
/// <param name="LocalStart">The first one's start, with the clock of its time zone in the place of UTC.</param>
/// <param name="Minutes">Length of each.</param>
/// <param name="Deleted">The number of the one that was deleted, from 0, or null.</param>
internal sealed record Recurrence(RecurrenceKind Kind, int Every, int Count, DateTimeOffset LocalStart, int Minutes, int? Deleted)
{
    private const ushort RecurrencePatternVersion = 0x3004;
    private const ushort FirstFrequency = 0x2009;
    private const uint EndsAfterCount = 0x2022;
    private const uint Monday = 1;
    private const uint AppointmentVersion = 0x3006;
    private const uint AppointmentWriterVersion = 0x3009;
    private const int DayMinutes = 24 * 60;

    private static readonly DateTimeOffset Epoch = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public DateTimeOffset FirstDay => new(LocalStart.UtcDateTime.Date, TimeSpan.Zero);

    public DateTimeOffset LastDay => Day(Count - 1);

    public override string ToString() => Kind switch
    {
        RecurrenceKind.Daily => string.Create(CultureInfo.InvariantCulture, $"every {Every} days from {LocalStart:HH:mm}"),
        RecurrenceKind.Weekly => string.Create(CultureInfo.InvariantCulture, $"every {Every} weeks on {LocalStart.DayOfWeek} from {LocalStart:HH:mm}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"day {FirstDay.Day} of every {Every} months from {LocalStart:HH:mm}"),
    };

    /// <summary>AppointmentRecurrencePattern (MS-OXOCAL 2.2.1.44.5) without exceptions but the one deleted.</summary>
    public byte[] ToBytes()
    {
        var blob = new List<byte>(96);
        Add16(RecurrencePatternVersion);
        Add16(RecurrencePatternVersion);
        Add16((ushort)(FirstFrequency + Kind));
        Add16((ushort)(Kind - 1));
        Add16(0);
        Add32(FirstDateTime());
        Add32((uint)(Kind == RecurrenceKind.Daily ? Every * DayMinutes : Every));
        Add32(0);
        if (Kind == RecurrenceKind.Weekly)
        {
            Add32(1u << (int)LocalStart.DayOfWeek);
        }
        else if (Kind == RecurrenceKind.Monthly)
        {
            Add32((uint)FirstDay.Day);
        }

        Add32(EndsAfterCount);
        Add32((uint)Count);
        Add32(Monday);
        Add32(Deleted.HasValue ? 1u : 0u);
        if (Deleted is { } deleted)
        {
            Add32(MinutesOf(Day(deleted)));
        }

        Add32(0);
        Add32(MinutesOf(FirstDay));
        Add32(MinutesOf(LastDay));

        var startOffset = (uint)(LocalStart - FirstDay).TotalMinutes;
        Add32(AppointmentVersion);
        Add32(AppointmentWriterVersion);
        Add32(startOffset);
        Add32(startOffset + (uint)Minutes);
        Add16(0);
        Add32(0);
        Add32(0);
        return [.. blob];

        void Add16(ushort value)
        {
            blob.Add((byte)value);
            blob.Add((byte)(value >> 8));
        }

        void Add32(uint value)
        {
            Add16((ushort)value);
            Add16((ushort)(value >> 16));
        }
    }

    private static uint MinutesOf(DateTimeOffset day) => (uint)(day - Epoch).TotalMinutes;

    private DateTimeOffset Day(int number) => Kind switch
    {
        RecurrenceKind.Daily => FirstDay.AddDays(Every * number),
        RecurrenceKind.Weekly => FirstDay.AddDays(7 * Every * number),
        _ => FirstDay.AddMonths(Every * number),
    };

    /// <summary>Where the cycle of days, weeks or months that began in 1601 stands (MS-OXOCAL 2.2.1.44.1, FirstDateTime).</summary>
    private uint FirstDateTime()
    {
        switch (Kind)
        {
            case RecurrenceKind.Daily:
                return MinutesOf(FirstDay) % (uint)(Every * DayMinutes);
            case RecurrenceKind.Weekly:
                var monday = FirstDay.AddDays(-(((int)FirstDay.DayOfWeek + 6) % 7));
                return MinutesOf(monday) % (uint)(Every * 7 * DayMinutes);
            default:
                var months = ((FirstDay.Year - Epoch.Year) * 12) + FirstDay.Month - 1;
                return MinutesOf(Epoch.AddMonths(months % Every));
        }
    }
}
