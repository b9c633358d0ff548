using System.Buffers.Binary;
using System.Text;

namespace ArchiveMigration.Sandbox.Items;

/// <summary>A time zone as appointments carry it.</summary>
/// <param name="KeyName">Windows' name of the zone.</param>
/// <param name="Bias">Minutes to add to local standard time to get UTC.</param>
/// <param name="HasSummerTime">Whether clocks go forward by an hour from the last Sunday of March to that of October, as in the European Union.</param>
internal sealed record TimeZoneRule(string KeyName, int Bias, bool HasSummerTime)
{
    private const int StandardDateOffset = 14;
    private const int DaylightDateOffset = 32;

    /// <summary>PidLidTimeZoneStruct (MS-OXOCAL 2.2.1.39): three biases, then the dates of change with the year of each.</summary>
    public byte[] ToStructure()
    {
        var structure = new byte[48];
        WriteBiases(structure);
        WriteChanges(structure, StandardDateOffset, DaylightDateOffset);
        return structure;
    }

    /// <summary>PidLidAppointmentTimeZoneDefinition... (MS-OXOCAL 2.2.1.41): the zone's name and one rule, valid from 1601 and effective.</summary>
    public byte[] ToDefinition()
    {
        const int ruleSize = 66;
        var name = Encoding.Unicode.GetBytes(KeyName);
        var definition = new byte[4 + 4 + name.Length + 2 + ruleSize];
        definition[0] = 2;
        definition[1] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(definition.AsSpan(2), (ushort)(6 + name.Length));
        BinaryPrimitives.WriteUInt16LittleEndian(definition.AsSpan(4), 2);
        BinaryPrimitives.WriteUInt16LittleEndian(definition.AsSpan(6), (ushort)KeyName.Length);
        name.CopyTo(definition, 8);
        BinaryPrimitives.WriteUInt16LittleEndian(definition.AsSpan(8 + name.Length), 1);

        var rule = definition.AsSpan(definition.Length - ruleSize);
        rule[0] = 2;
        rule[1] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(rule[2..], ruleSize - 4);
        BinaryPrimitives.WriteUInt16LittleEndian(rule[4..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(rule[6..], 1601);
        WriteBiases(rule[22..]);
        WriteChanges(rule[22..], 12, 28);
        return definition;
    }

    private void WriteBiases(Span<byte> biases)
    {
        BinaryPrimitives.WriteInt32LittleEndian(biases, Bias);
        BinaryPrimitives.WriteInt32LittleEndian(biases[8..], HasSummerTime ? -60 : 0);
    }

    /// <summary>SYSTEMTIMEs of the form "month, weekday, fifth of its kind, hour".</summary>
    private void WriteChanges(Span<byte> structure, int standard, int daylight)
    {
        if (HasSummerTime)
        {
            WriteChange(structure[standard..], month: 10, hour: 3);
            WriteChange(structure[daylight..], month: 3, hour: 2);
        }
    }

    private static void WriteChange(Span<byte> date, ushort month, ushort hour)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(date[2..], month);
        BinaryPrimitives.WriteUInt16LittleEndian(date[6..], 5);
        BinaryPrimitives.WriteUInt16LittleEndian(date[8..], hour);
    }
}
