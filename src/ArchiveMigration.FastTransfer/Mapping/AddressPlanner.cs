namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>
/// The first pass over an item: it goes by in pieces of any size, and what comes out is the plan of the values that change, and of
/// the properties that go.
/// Attachments and bodies only pass by; what is held is the properties of one message or recipient that can hold addresses, and the new
/// values. No bytes make it throw: what is not an item as Exchange is known to export it ends in <see cref="MappingOutcome.NotMapped"/>.
/// For one item after the other, by one thread at a time; nothing is allocated per property.
/// </summary>
/// <example>
/// <code>
/// var planner = new AddressPlanner(map);
/// foreach (var piece in pieces) planner.Push(piece.Span);
/// var plan = planner.Complete();
/// if (plan.Outcome == MappingOutcome.Mapped)
/// {
///     using var rewriter = new AddressRewriter(plan, output);
///     foreach (var piece in pieces) rewriter.Push(piece.Span);
///     var result = rewriter.Complete();
/// }
/// </code>
/// </example>
public sealed partial class AddressPlanner
{
    private readonly FastTransferReader reader = new();
    private readonly MappingContext context;
    private readonly ObjectMapper mapper;
    private readonly AddressSieve sieve;
    private readonly bool looksForAddresses;
    private Place place = Place.Item;
    private int slot = -1;
    private bool isCapturing;
    private bool isCaught;
    private bool isRefused;
    private bool isComplete;

    /// <summary>Makes a planner for the rules and, for people named by distinguished name only, the directory.</summary>
    /// <param name="map">The rules.</param>
    /// <param name="directory">SMTP addresses by distinguished name, or null for none.</param>
    /// <param name="options">What else to map, or null for the default.</param>
    /// <param name="observer">Who is told the distinguished names met, or null.</param>
    public AddressPlanner(
        AddressMap map, AddressDirectory? directory = null, AddressMapperOptions? options = null, ILegacyAddressObserver? observer = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        directory ??= AddressDirectory.Empty;
        options ??= AddressMapperOptions.Default;
        context = new MappingContext(map, directory, options, observer);
        sieve = new AddressSieve(map, directory, options, observer);
        mapper = new ObjectMapper(context);
        looksForAddresses = map.Rules.Count > 0 || directory.Count > 0 || observer is not null || !options.RemoveRetentionTags;
    }

    private enum Place : byte
    {
        Item,
        EmbeddedMessage,
        Recipient,
        Elsewhere,
    }

    /// <summary>Whether the item is refused already, so that the rest of it need not be pushed.</summary>
    public bool IsRefused => isRefused;

    /// <summary>Takes the next bytes of the item.</summary>
    /// <exception cref="InvalidOperationException">The item was completed.</exception>
    public void Push(ReadOnlySpan<byte> piece)
    {
        if (isComplete)
        {
            throw new InvalidOperationException("The item was completed; reset the planner for another.");
        }

        if (isRefused)
        {
            return;
        }

        try
        {
            Read(piece);
        }
        catch (FastTransferFormatException unreadable)
        {
            Refuse(unreadable.Message);
        }
    }

    /// <summary>Tells that the item is all there and returns the plan, which is valid until <see cref="Reset"/>.</summary>
    public AddressPlan Complete()
    {
        if (!isRefused && !isComplete)
        {
            try
            {
                reader.Complete();
                EndObject();
                if (!isRefused)
                {
                    context.Plan.Complete(reader.ContentTaken);
                }
            }
            catch (FastTransferFormatException unreadable)
            {
                Refuse(unreadable.Message);
            }
        }

        isComplete = true;
        return context.Plan;
    }

    /// <summary>Makes the planner ready for another item. The plan given out before is void.</summary>
    public void Reset()
    {
        reader.Reset();
        context.Capture.Clear();
        context.Texts.Clear();
        context.Plan.Clear();
        place = Place.Item;
        slot = -1;
        isCapturing = false;
        isCaught = false;
        isRefused = false;
        isComplete = false;
    }

    private void Read(ReadOnlySpan<byte> piece)
    {
        while (!isRefused)
        {
            switch (reader.Read(ref piece, out var value))
            {
                case FastTransferElement.None:
                    return;

                case FastTransferElement.Property:
                    BeginProperty(value);
                    break;

                case FastTransferElement.Item when slot >= 0:
                    BeginValue(value);
                    break;

                case FastTransferElement.ValueBytes when isCapturing:
                    Append(value);
                    break;

                case FastTransferElement.Marker:
                    EndObject();
                    place = reader.Marker switch
                    {
                        Marker.StartRecipient => Place.Recipient,
                        Marker.StartEmbeddedMessage => Place.EmbeddedMessage,
                        _ => Place.Elsewhere,
                    };
                    break;

                case FastTransferElement.DeleteProperty:
                    EndObject();
                    place = Place.Elsewhere;
                    break;
            }
        }
    }

    private void EndObject()
    {
        slot = -1;
        isCapturing = false;
        if (context.Capture.IsEmpty)
        {
            return;
        }

        if (!isCaught)
        {
            context.Capture.Clear();
            return;
        }

        isCaught = false;
        if (place == Place.Recipient)
        {
            mapper.MapRecipient();
        }
        else
        {
            mapper.MapMessage();
        }

        context.Capture.Clear();
        if (context.Plan.NewBytes.Length > ObjectMapper.MaximumNewBytes)
        {
            Refuse($"its addresses would change by more than {ObjectMapper.MaximumNewBytes >> 20} MB");
        }
    }

    private void Refuse(string reason)
    {
        isRefused = true;
        context.Plan.Refuse(reason);
    }
}
