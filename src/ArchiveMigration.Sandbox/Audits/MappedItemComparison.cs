using ArchiveMigration.FastTransfer;
using ArchiveMigration.FastTransfer.Items;
using ArchiveMigration.Sandbox.Items;

namespace ArchiveMigration.Sandbox.Audits;

/// <summary>
/// Tells whether an item is another with its addresses changed, all of them and nothing else. It knows by itself which properties name people
/// (written from MS-OXPROPS, not from the mapper): everything else has to be the same, byte for byte and in the same order.
/// </summary>
internal sealed class MappedItemComparison(AddressChange change)
{
    private static readonly HashSet<PropertyTag> Texts =
    [
        Tags.DisplayTo, Tags.DisplayCc, Tags.DisplayBcc, Tags.ReplyRecipientNames,
    ];

    private static readonly HashSet<PropertyName> NamedTexts =
    [
        NamedProperties.AllAttendees.Name, NamedProperties.ToAttendees.Name, NamedProperties.CcAttendees.Name,
        NamedProperties.RequiredAttendees.Name, NamedProperties.OptionalAttendees.Name, NamedProperties.OwnerName.Name,
        NamedProperties.TaskOwner.Name, NamedProperties.TaskAssigner.Name, NamedProperties.TaskLastUser.Name, NamedProperties.ContactNames.Name,
    ];

    private static readonly HashSet<PropertyName> Lists = [NamedProperties.ListMembers.Name, NamedProperties.ListOneOffMembers.Name];

    /// <summary>Whether the second item is what mapping has to make of the first. An item in which nothing has to change is that of itself.</summary>
    public bool IsMappedFrom(FastTransferItem source, FastTransferItem destination) =>
        source.Version == destination.Version && IsSameMessage(source.Message, destination.Message);

    private bool IsSameMessage(ItemMessage source, ItemMessage destination) =>
        IsSame(source, destination, PersonGroup.OfMessages)
        && source.Deleted.SequenceEqual(destination.Deleted)
        && source.Recipients.Count == destination.Recipients.Count
        && source.Attachments.Count == destination.Attachments.Count
        && source.Recipients.Zip(destination.Recipients).All(pair => IsSame(pair.First, pair.Second, [PersonGroup.OfRecipients]))
        && source.Attachments.Zip(destination.Attachments).All(pair => IsSameAttachment(pair.First, pair.Second));

    private bool IsSameAttachment(ItemAttachment source, ItemAttachment destination) =>
        IsSame(source, destination, [])
        && (source.EmbeddedMessage, destination.EmbeddedMessage) switch
        {
            (null, null) => true,
            ({ } inSource, { } inDestination) => IsSameMessage(inSource, inDestination),
            _ => false,
        };

    private bool IsSame(ItemPart source, ItemPart destination, IReadOnlyList<PersonGroup> groups)
    {
        if (!source.Properties.Select(property => (property.Tag, property.Name, property.Values.Count))
            .SequenceEqual(destination.Properties.Select(property => (property.Tag, property.Name, property.Values.Count))))
        {
            return false;
        }

        var ofPeople = groups.SelectMany(group => group.PropertiesOf(source)).ToHashSet();
        return groups.All(group => group.IsMappedFrom(source, destination, change))
            && source.Properties.Zip(destination.Properties)
                .Where(pair => !ofPeople.Contains(pair.First))
                .All(pair => IsSameProperty(pair.First, pair.Second, destination));
    }

    private bool IsSameProperty(ItemProperty source, ItemProperty destination, ItemPart part)
    {
        if (Texts.Contains(source.Tag) || (source.Name is { } name && NamedTexts.Contains(name)))
        {
            return source.Values.Zip(destination.Values).All(pair => change.Apply(PropertyText.Decode(source.Tag, pair.First.Span))
                .Equals(PropertyText.Decode(destination.Tag, pair.Second.Span), StringComparison.OrdinalIgnoreCase));
        }

        if (source.Tag == Tags.ReplyRecipientEntries || (source.Name is { } list && Lists.Contains(list)))
        {
            return source.Values.Zip(destination.Values).All(pair => IsSameEntry(pair.First.Span, pair.Second.Span));
        }

        if (source.Name == NamedProperties.ListChecksum.Name && part.Find(NamedProperties.ListMembers.Name) is { } members)
        {
            return BitConverter.ToUInt32(destination.Value.Span) == Crc32.Of(members.Values.Select(member => member.ToArray()));
        }

        return source.Values.Zip(destination.Values).All(pair => pair.First.Span.SequenceEqual(pair.Second.Span));
    }

    /// <summary>Entries by distinguished name may change too, where the address is known; then the new address is in them.</summary>
    private bool IsSameEntry(ReadOnlySpan<byte> source, ReadOnlySpan<byte> destination) =>
        !change.IsOldIn(destination) && (source.SequenceEqual(destination) || change.IsNewIn(destination));
}
