namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>
/// The first pass over an item: it goes by in pieces of any size, and what comes out is the plan of the values that change.
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
    private readonly FastTransferReader _reader = new();
    private readonly MappingContext _context;
    private readonly ObjectMapper _mapper;
    private readonly AddressSieve _sieve;
    private Place _place = Place.Message;
    private int _slot = -1;
    private bool _isCapturing;
    private bool _isCaught;
    private bool _isRefused;
    private bool _isComplete;

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
        _context = new MappingContext(map, directory, options, observer);
        _sieve = new AddressSieve(map, directory, options, observer);
        _mapper = new ObjectMapper(_context);
    }

    private enum Place : byte
    {
        Message,
        Recipient,
        Elsewhere,
    }

    /// <summary>Whether the item is refused already, so that the rest of it need not be pushed.</summary>
    public bool IsRefused => _isRefused;

    /// <summary>Takes the next bytes of the item.</summary>
    /// <exception cref="InvalidOperationException">The item was completed.</exception>
    public void Push(ReadOnlySpan<byte> piece)
    {
        if (_isComplete)
        {
            throw new InvalidOperationException("The item was completed; reset the planner for another.");
        }

        if (_isRefused)
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
        if (!_isRefused && !_isComplete)
        {
            try
            {
                _reader.Complete();
                EndObject();
                if (!_isRefused)
                {
                    _context.Plan.Complete(_reader.ContentTaken);
                }
            }
            catch (FastTransferFormatException unreadable)
            {
                Refuse(unreadable.Message);
            }
        }

        _isComplete = true;
        return _context.Plan;
    }

    /// <summary>Makes the planner ready for another item. The plan given out before is void.</summary>
    public void Reset()
    {
        _reader.Reset();
        _context.Capture.Clear();
        _context.Texts.Clear();
        _context.Plan.Clear();
        _place = Place.Message;
        _slot = -1;
        _isCapturing = false;
        _isCaught = false;
        _isRefused = false;
        _isComplete = false;
    }

    private void Read(ReadOnlySpan<byte> piece)
    {
        while (!_isRefused)
        {
            switch (_reader.Read(ref piece, out var value))
            {
                case FastTransferElement.None:
                    return;

                case FastTransferElement.Property:
                    BeginProperty(value);
                    break;

                case FastTransferElement.Item when _slot >= 0:
                    BeginValue(value);
                    break;

                case FastTransferElement.ValueBytes when _isCapturing:
                    Append(value);
                    break;

                case FastTransferElement.Marker:
                    EndObject();
                    _place = _reader.Marker switch
                    {
                        Marker.StartRecipient => Place.Recipient,
                        Marker.StartEmbeddedMessage => Place.Message,
                        _ => Place.Elsewhere,
                    };
                    break;

                case FastTransferElement.DeleteProperty:
                    EndObject();
                    _place = Place.Elsewhere;
                    break;
            }
        }
    }

    private void EndObject()
    {
        _slot = -1;
        _isCapturing = false;
        if (_context.Capture.IsEmpty)
        {
            return;
        }

        if (!_isCaught)
        {
            _context.Capture.Clear();
            return;
        }

        _isCaught = false;
        if (_place == Place.Recipient)
        {
            _mapper.MapRecipient();
        }
        else
        {
            _mapper.MapMessage();
        }

        _context.Capture.Clear();
        if (_context.Plan.NewBytes.Length > ObjectMapper.MaximumNewBytes)
        {
            Refuse($"its addresses would change by more than {ObjectMapper.MaximumNewBytes >> 20} MB");
        }
    }

    private void Refuse(string reason)
    {
        _isRefused = true;
        _context.Plan.Refuse(reason);
    }
}
