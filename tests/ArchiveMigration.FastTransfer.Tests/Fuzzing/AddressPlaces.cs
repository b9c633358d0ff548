namespace ArchiveMigration.FastTransfer.Tests.Fuzzing;

/// <summary>What kind of address a property can hold.</summary>
internal enum AddressPlace : byte
{
    None,

    /// <summary>A name or a list of them, which may be addresses.</summary>
    Text,

    /// <summary>The address of a person, which may be a distinguished name.</summary>
    Address,
    Type,
    EntryId,
    SearchKey,
    FlatEntryList,
    ListMember,
    ListChecksum,
    Headers,
}

/// <summary>The properties that mapping may change, as the reference lists them (its sections 2.1 to 2.4); written apart from the mapper's own tables.</summary>
internal static class AddressPlaces
{
    private const string Names = "0C1A 0042 0040 0044 005A 005D 004D 402B 003A 3FF8 3FFA 4030 4031 4034 4035 405E 4038 4039";
    private const string Addresses = "0C1F 0065 0076 0078 0067 0069 007A 402A 4023 4025 007C 5D01 5D02 5D05 5D06 5D07 5D08 5D09 5D0A 5D0B";
    private const string Texts = "0E02 0E03 0E04 0072 0073 0074 0050 0082 0083 0084 5FE5";
    private const string Types = "0C1E 0064 0075 0077 0066 0068 0079 4029 4022 4024 007B";
    private const string EntryIds = "0C19 0041 003F 0043 005B 005E 004C 0046 0045 3FF9 3FFB 1012 0020";
    private const string SearchKeys = "0C1D 003B 0051 0052 005C 005F 0056 0053 0054 4061";
    private const string RecipientTexts = "3001 5FE5 5FF6 3A20 39FF 6001";

    private static readonly Dictionary<ushort, AddressPlace> OfMessage = Table(
        (Names, AddressPlace.Text), (Addresses, AddressPlace.Address), (Texts, AddressPlace.Text), (Types, AddressPlace.Type), (EntryIds, AddressPlace.EntryId),
        (SearchKeys, AddressPlace.SearchKey), ("004F", AddressPlace.FlatEntryList), ("007D", AddressPlace.Headers));

    private static readonly Dictionary<ushort, AddressPlace> OfRecipient = Table(
        (RecipientTexts, AddressPlace.Text), ("3003 39FE", AddressPlace.Address), ("3002", AddressPlace.Type), ("0FFF 5FF7 0FF9", AddressPlace.EntryId), ("300B", AddressPlace.SearchKey));

    private static readonly Dictionary<(Guid Set, uint Lid), AddressPlace> Named = NamedTable(
        ("00062004", AddressPlace.Text, "8080 8090 80A0 8062 80E3"),
        ("00062004", AddressPlace.Address, "8083 8084 8093 8094 80A3 80A4"),
        ("00062004", AddressPlace.Type, "8082 8092 80A2"),
        ("00062004", AddressPlace.EntryId, "8085 8095 80A5"),
        ("00062004", AddressPlace.ListMember, "8054 8055"),
        ("00062004", AddressPlace.ListChecksum, "804C"),
        ("00062002", AddressPlace.Text, "8238 823B 823C 822E 8230 8243"),
        ("00062008", AddressPlace.Text, "8536 8537 8538 853A"),
        ("00062003", AddressPlace.Text, "811F 8121 8122 8125"),
        ("00062040", AddressPlace.Text, "8A07 8A08"),
        ("00062040", AddressPlace.EntryId, "8A09"),
        ("6ED8DA90-450B-101B-98DA-00AA003F1305", AddressPlace.Text, "0006 0007 0008"));

    /// <summary>The place of a property; <paramref name="name"/> is what follows the tag of a named one.</summary>
    public static AddressPlace Of(in LexedElement property, ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty)
        {
            var table = property.Place switch { LexedPlace.Message => OfMessage, LexedPlace.Recipient => OfRecipient, _ => null };
            return table?.GetValueOrDefault(property.Id) ?? AddressPlace.None;
        }

        return property.Place == LexedPlace.Message && name[16] == 0
            ? Named.GetValueOrDefault((new Guid(name[..16]), BitConverter.ToUInt32(name[17..])))
            : AddressPlace.None;
    }

    private static IEnumerable<uint> Numbers(string ids) => ids.Split(' ').Select(id => Convert.ToUInt32(id, 16));

    private static Dictionary<ushort, AddressPlace> Table(params (string Ids, AddressPlace Place)[] rows) =>
        rows.SelectMany(row => Numbers(row.Ids).Select(id => ((ushort)id, row.Place))).ToDictionary(pair => pair.Item1, pair => pair.Place);

    private static Dictionary<(Guid, uint), AddressPlace> NamedTable(params (string Set, AddressPlace Place, string Lids)[] rows) =>
        rows.SelectMany(row => Numbers(row.Lids).Select(lid =>
            ((new Guid(row.Set.Length == 8 ? row.Set + "-0000-0000-C000-000000000046" : row.Set), lid), row.Place))).ToDictionary(pair => pair.Item1, pair => pair.Place);
}
