using System.Text;
using ArchiveMigration.FastTransfer.Items;
using ArchiveMigration.Sandbox.Items;

namespace ArchiveMigration.Sandbox.Audits;

/// <summary>The properties of a message or recipient that name one person, and what mapping has to make of them together.</summary>
internal sealed class PersonGroup
{
    private const string SmtpType = "SMTP";

    private readonly Func<ItemPart, ItemProperty?> type;
    private readonly Func<ItemPart, ItemProperty?> address;
    private readonly Func<ItemPart, ItemProperty?> smtpAddress;
    private readonly Func<ItemPart, ItemProperty?>[] names;
    private readonly Func<ItemPart, ItemProperty?>[] entryIds;
    private readonly Func<ItemPart, ItemProperty?>? searchKey;

    private PersonGroup(AddressGroup group)
        : this(At(group.AddressType.Id), At(group.Address.Id), At(group.SmtpAddress.Id), [At(group.Name.Id)], [At(group.EntryId.Id)])
    {
        searchKey = group.SearchKey is { } key ? At(key.Id) : null;
        names = group.SimpleName is { } simple ? [.. names, At(simple.Id)] : names;
    }

    private PersonGroup(
        Func<ItemPart, ItemProperty?> type,
        Func<ItemPart, ItemProperty?> address,
        Func<ItemPart, ItemProperty?> smtpAddress,
        Func<ItemPart, ItemProperty?>[] names,
        Func<ItemPart, ItemProperty?>[] entryIds,
        Func<ItemPart, ItemProperty?>? searchKey = null)
    {
        (this.type, this.address, this.smtpAddress) = (type, address, smtpAddress);
        (this.names, this.entryIds, this.searchKey) = (names, entryIds, searchKey);
    }

    /// <summary>The groups that messages have, contacts' addresses among them.</summary>
    public static IReadOnlyList<PersonGroup> OfMessages { get; } =
    [
        new(AddressGroup.Sender), new(AddressGroup.SentRepresenting), new(AddressGroup.ReceivedBy), new(AddressGroup.ReceivedRepresenting),
        new(AddressGroup.Creator), new(AddressGroup.LastModifier),
        Email(NamedProperties.Email1AddressType, NamedProperties.Email1Address, NamedProperties.Email1OriginalDisplayName, NamedProperties.Email1DisplayName, NamedProperties.Email1OriginalEntryId),
        Email(NamedProperties.Email2AddressType, NamedProperties.Email2Address, NamedProperties.Email2OriginalDisplayName, NamedProperties.Email2DisplayName, NamedProperties.Email2OriginalEntryId),
        Email(NamedProperties.Email3AddressType, NamedProperties.Email3Address, NamedProperties.Email3OriginalDisplayName, NamedProperties.Email3DisplayName, NamedProperties.Email3OriginalEntryId),
    ];

    /// <summary>The one of a recipient.</summary>
    public static PersonGroup OfRecipients { get; } = new(
        At(Tags.AddressType.Id), At(Tags.EmailAddress.Id), At(Tags.SmtpAddress.Id),
        [At(Tags.DisplayName.Id), At(Tags.RecipientDisplayName.Id), At(Tags.TransmittableDisplayName.Id)],
        [At(Tags.EntryId.Id), At(Tags.RecipientEntryId.Id), At(Tags.RecordKey.Id)],
        At(Tags.SearchKey.Id));

    /// <summary>The group's properties that a part has.</summary>
    public IEnumerable<ItemProperty> PropertiesOf(ItemPart part) =>
        new[] { type, address, smtpAddress, searchKey }.Concat(names).Concat(entryIds).Select(find => find?.Invoke(part)).OfType<ItemProperty>();

    /// <summary>Whether the second part names the person that the first one does, as the change demands it, in all properties alike.</summary>
    public bool IsMappedFrom(ItemPart source, ItemPart destination, AddressChange change)
    {
        var known = IsSmtp(source) ? address(source)?.Text : smtpAddress(source)?.Text;
        var expected = known is null ? null : change.Apply(known);
        if (expected == known)
        {
            return PropertiesOf(source).Zip(PropertiesOf(destination)).All(pair => pair.First.Value.Span.SequenceEqual(pair.Second.Value.Span));
        }

        return IsSmtp(destination)
            && IsText(address(destination), expected!)
            && (smtpAddress(source) is null || IsText(smtpAddress(destination), expected!))
            && (searchKey?.Invoke(destination) is not { } key || key.Value.Span.SequenceEqual(Encoding.ASCII.GetBytes($"{SmtpType}:{expected}\0".ToUpperInvariant())))
            && names.All(find => find(source) is not { } name || IsText(find(destination), Rename(name.Text)))
            && entryIds.All(find => find(source) is not { } id || IsEntryId(id.Value.Span, find(destination)!.Value.Span));

        string Rename(string name) => name.Trim('\'').Equals(known, StringComparison.OrdinalIgnoreCase) ? change.Apply(name) : name;

        // A one-off id keeps its flags; one of the address book becomes a one-off one.
        bool IsEntryId(ReadOnlySpan<byte> old, ReadOnlySpan<byte> made) => EntryIds.TryReadOneOff(old, out var name)
            ? made.Length > EntryIds.OneOffTextOffset && made[..EntryIds.OneOffTextOffset].SequenceEqual(old[..EntryIds.OneOffTextOffset]) && IsOneOff(made, Rename(name))
            : made.Length > EntryIds.OneOffTextOffset && made[..EntryIds.OneOffTextOffset].SequenceEqual(EntryIds.OneOff(string.Empty, string.Empty).AsSpan(0, EntryIds.OneOffTextOffset))
                && IsOneOff(made, names[0](destination)?.Text ?? string.Empty);

        bool IsOneOff(ReadOnlySpan<byte> made, string name)
        {
            var isUnicode = (made[EntryIds.OneOffTextOffset - 1] & 0x80) != 0;
            var text = (isUnicode ? Encoding.Unicode : Encoding.ASCII).GetString(made[EntryIds.OneOffTextOffset..]);
            return text.Equals($"{name}\0{SmtpType}\0{expected}\0", StringComparison.OrdinalIgnoreCase);
        }
    }

    private static PersonGroup Email(NamedProperty type, NamedProperty address, NamedProperty smtpAddress, NamedProperty name, NamedProperty entryId) =>
        new(At(type), At(address), At(smtpAddress), [At(name)], [At(entryId)]);

    private static Func<ItemPart, ItemProperty?> At(ushort id) => part => part.Find(id);

    private static Func<ItemPart, ItemProperty?> At(NamedProperty property) => part => part.Find(property.Name);

    private static bool IsText(ItemProperty? property, string text) => property is not null && property.Text.Equals(text, StringComparison.OrdinalIgnoreCase);

    private bool IsSmtp(ItemPart part) => IsText(type(part), SmtpType);
}
