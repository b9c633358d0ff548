using System.Globalization;
using System.Text;
using ArchiveMigration.FastTransfer;

namespace ArchiveMigration.Benchmarks;

/// <summary>
/// A mail as it lies in an archive by the million: 10 KB and 60 properties in all, of which 42 are the message's and 9 each of its
/// two recipients'. A colleague, known by distinguished name and SMTP address as Exchange Online has it, wrote to another and to
/// someone outside; there is an HTML body of some kilobytes and nothing attached. Each number gives another mail.
/// </summary>
internal sealed class StandardMail
{
    private const int Size = 10 * 1024;
    private static readonly Guid CommonSet = new("00062008-0000-0000-c000-000000000046");
    private static readonly string[] Words = ["budget", "review", "the", "plan", "for", "next", "quarter", "and", "please", "tell", "me", "until", "friday", "whether", "it", "fits"];

    private readonly FastTransferWriter writer;
    private readonly Random random;
    private readonly string domain;

    private StandardMail(FastTransferWriter writer, int number, string domain) =>
        (this.writer, random, this.domain) = (writer, new Random(number), domain);

    /// <summary>Makes the mail with a number, of people of the domain.</summary>
    public static byte[] Make(int number, string domain)
    {
        // What the rest takes is known after a first try; the body fills up to the size.
        const int firstTry = 1_000;
        return Write(number, domain, Size - Write(number, domain, firstTry).Length + firstTry);
    }

    private static byte[] Write(int number, string domain, int bodyLength)
    {
        using var output = new MemoryStream();
        using var writer = new FastTransferWriter(output);
        new StandardMail(writer, number, domain).Write(bodyLength);
        writer.Complete();
        return output.ToArray();
    }

    private void Write(int bodyLength)
    {
        var (sender, reader) = (Colleague(), Colleague());
        var outside = (Name: Name(), Address: $"{Local()}@partner{random.Next(40)}.example");
        var subject = Sentence(random.Next(20, 60));
        var time = new DateTimeOffset(2019, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(2_000_000));
        Number(0x0017, 1);
        Text(0x001A, "IPM.Note");
        Flag(0x0023, false);
        Number(0x0026, 0);
        Flag(0x0029, false);
        Number(0x0036, 0);
        Text(0x0037, subject);
        writer.WriteTime(new(0x00390040), time);
        Key(0x003B, "EX:" + sender.Dn);
        Text(0x003D, string.Empty);
        Bytes(0x003F, AddressBookId(reader.Dn));
        Text(0x0040, reader.Name);
        Bytes(0x0041, AddressBookId(sender.Dn));
        Text(0x0042, sender.Name);
        Key(0x0051, "EX:" + reader.Dn);
        Text(0x0064, "EX");
        Text(0x0065, sender.Dn);
        Text(0x0070, subject);
        Bytes(0x0071, Noise(22));
        Text(0x0075, "EX");
        Text(0x0076, reader.Dn);
        Bytes(0x0C19, AddressBookId(sender.Dn));
        Text(0x0C1A, sender.Name);
        Key(0x0C1D, "EX:" + sender.Dn);
        Text(0x0C1E, "EX");
        Text(0x0C1F, sender.Dn);
        Text(0x0E04, $"{reader.Name}; {outside.Name}");
        writer.WriteTime(new(0x0E060040), time.AddSeconds(3));
        Number(0x0E07, 1);
        Text(0x0E1D, subject);
        Bytes(0x1013, Encoding.UTF8.GetBytes(Html(bodyLength)));
        Text(0x1035, $"<{Convert.ToHexString(Noise(16))}@{domain}>");
        writer.WriteTime(new(0x30070040), time.AddSeconds(3));
        writer.WriteTime(new(0x30080040), time.AddSeconds(3));
        Bytes(0x300B, Noise(16));
        Number(0x3FDE, 65001);
        Text(0x5D01, sender.Address);
        Text(0x5D02, sender.Address);
        Text(0x5D07, reader.Address);
        Number(0x8001, 0x8510, -1);
        writer.WriteBoolean(new(0x8002000B), false, new PropertyName(CommonSet, 0x8506));
        writer.WriteString(new(0x800384B0), "16.0", new PropertyName(CommonSet, 0x8554));
        writer.WriteDeleteProperty(new(0x0E12000D));
        Recipient(0, reader.Name, "EX", reader.Dn, reader.Address, AddressBookId(reader.Dn));
        Recipient(1, outside.Name, "SMTP", outside.Address, outside.Address, OneOffId(outside.Name, outside.Address));
        writer.WriteDeleteProperty(new(0x0E13000D));
    }

    private void Recipient(int row, string name, string type, string address, string smtpAddress, byte[] entryId)
    {
        writer.StartRecipient(row);
        Number(0x0C15, 1);
        Bytes(0x0FFF, entryId);
        Text(0x3001, name);
        Text(0x3002, type);
        Text(0x3003, address);
        Key(0x300B, $"{type}:{address}");
        Number(0x3900, 0);
        Text(0x39FE, smtpAddress);
        writer.EndRecipient();
    }

    private (string Name, string Address, string Dn) Colleague()
    {
        var local = Local();
        return (Name(), $"{local}@{domain}", $"/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn={Convert.ToHexStringLower(Noise(16))}-{local}");
    }

    private string Local() => string.Create(CultureInfo.InvariantCulture, $"{Words[random.Next(Words.Length)]}{random.Next(10_000)}");

    private string Name() => $"{char.ToUpperInvariant(Words[random.Next(Words.Length)][0])}. {Words[random.Next(Words.Length)]}-{Words[random.Next(Words.Length)]}";

    private string Sentence(int length)
    {
        var text = new StringBuilder();
        while (text.Length < length)
        {
            text.Append(Words[random.Next(Words.Length)]).Append(' ');
        }

        return text.ToString(0, Math.Max(0, length));
    }

    private string Html(int length)
    {
        const string start = "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"></head><body><p>";
        const string end = "</p></body></html>";
        return start + Sentence(length - start.Length - end.Length) + end;
    }

    private byte[] Noise(int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] AddressBookId(string dn) =>
        [.. Convert.FromHexString("00000000DCA740C8C042101AB4B908002B2FE1820100000000000000"), .. Encoding.ASCII.GetBytes(dn + '\0')];

    private static byte[] OneOffId(string name, string address) =>
        [.. Convert.FromHexString("00000000812B1FA4BEA310199D6E00DD010F540200000180"), .. Encoding.Unicode.GetBytes($"{name}\0SMTP\0{address}\0")];

    private void Text(ushort id, string text) => writer.WriteString(new(id, 0x84B0), text);

    private void Bytes(ushort id, byte[] bytes) => writer.WriteVariable(new(id, 0x0102), bytes);

    private void Key(ushort id, string text) => Bytes(id, Encoding.ASCII.GetBytes(text.ToUpperInvariant() + '\0'));

    private void Number(ushort id, int value) => writer.WriteInt32(new(id, 0x0003), value);

    private void Number(ushort id, uint lid, int value) => writer.WriteInt32(new(id, 0x0003), value, new PropertyName(CommonSet, lid));

    private void Flag(ushort id, bool value) => writer.WriteBoolean(new(id, 0x000B), value);
}
