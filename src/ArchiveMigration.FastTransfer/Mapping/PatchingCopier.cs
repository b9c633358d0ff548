using System.Buffers.Binary;

namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>
/// Copies an item that goes by in pieces, with the patches of a plan in it, into new records: each as full as whole atoms
/// allow, so that the result does not depend on the records and pieces the item came in.
/// </summary>
internal sealed class PatchingCopier(FastTransferReader reader, AddressPlan plan, Func<FastTransferVersion, IRecordOutput> open, ElementDigest? digest)
{
    private readonly FastTransferReader _reader = reader;
    private IRecordOutput? _records;
    private int _nextPatch;
    private bool _isSkipping;
    private bool _isOther;
    private int _oldStart;

    /// <summary>Takes the next bytes of the item.</summary>
    public void Push(ReadOnlySpan<byte> piece)
    {
        while (true)
        {
            switch (_reader.Read(ref piece, out var value))
            {
                case FastTransferElement.None:
                    return;

                case FastTransferElement.Header:
                    digest?.AddHeader(_reader);
                    _records = open(_reader.Version);
                    break;

                case FastTransferElement.Marker:
                    digest?.AddMarker(_reader);
                    WriteUInt32((uint)_reader.Marker);
                    break;

                case FastTransferElement.DeleteProperty:
                    digest?.AddDeleteProperty(_reader);
                    WriteUInt32(WellKnownTags.FXDelProp);
                    WriteUInt32(_reader.DeletedTag.Value);
                    break;

                case FastTransferElement.Property:
                    digest?.AddProperty(_reader);
                    WriteDefinition();
                    if (_reader.Layout.IsMultiple)
                    {
                        WriteUInt32(_reader.ValueCount);
                    }
                    else
                    {
                        BeginValue(value);
                    }

                    break;

                case FastTransferElement.Item:
                    BeginValue(value);
                    break;

                case FastTransferElement.ValueBytes when _isSkipping:
                    CompareOld(value);
                    break;

                case FastTransferElement.ValueBytes:
                    digest?.AddBytes(value);
                    _records!.Bytes(value);
                    break;
            }
        }
    }

    /// <summary>Tells that the item is all there. False when it was not the one the plan is for.</summary>
    public bool Complete()
    {
        _reader.Complete();
        _records!.FlushRecord();
        return !_isOther && _nextPatch == plan.PatchCount && _reader.ContentTaken == plan.ContentLength;
    }

    private void BeginValue(ReadOnlySpan<byte> value)
    {
        var isFixed = _reader.Layout.Shape is WireShape.Fixed or WireShape.MultipleFixed;
        _isSkipping = false;
        if (_nextPatch < plan.PatchCount && plan.Patches[_nextPatch].Offset == _reader.ValueOffset)
        {
            ref readonly var patch = ref plan.Patches[_nextPatch++];
            _isOther |= _reader.ValueLength != patch.OldLength || isFixed != patch.IsFixed;
            if (!_isOther)
            {
                _isSkipping = true;
                _oldStart = patch.OldStart;
                CompareOld(value);
                WriteValue(isFixed, (uint)patch.NewLength, plan.BytesOf(patch));
                return;
            }
        }

        WriteValue(isFixed, _reader.ValueLength, value);
    }

    private void WriteValue(bool isFixed, uint length, ReadOnlySpan<byte> value)
    {
        digest?.AddValue(length);
        digest?.AddBytes(value);
        if (isFixed)
        {
            value.CopyTo(_records!.Atom(value.Length));
            return;
        }

        WriteUInt32(length);
        _records!.Bytes(value);
    }

    /// <summary>Compares bytes of a value that is replaced with those that the plan saw there.</summary>
    private void CompareOld(ReadOnlySpan<byte> value)
    {
        _isOther = _isOther || !plan.NewBytes[_oldStart, value.Length].SequenceEqual(value);
        _oldStart += value.Length;
    }

    private void WriteDefinition()
    {
        var tag = _reader.Tag;
        if (!tag.IsNamed)
        {
            WriteUInt32(tag.Value);
            return;
        }

        var nameSize = _reader.HasNameText ? Utf16.SizeOf(_reader.NameText) : sizeof(uint);
        var atom = _records!.Atom(PropertyDefinitionLayout.NameOffset + nameSize);
        BinaryPrimitives.WriteUInt32LittleEndian(atom, tag.Value);
        var name = atom[PropertyDefinitionLayout.TagSize..];
        _reader.NameSet.TryWriteBytes(name);
        name[PropertyNameLayout.GuidSize] = _reader.HasNameText ? PropertyNameLayout.NameKind : PropertyNameLayout.LidKind;
        if (_reader.HasNameText)
        {
            Utf16.Write(_reader.NameText, name[PropertyNameLayout.HeadSize..]);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(name[PropertyNameLayout.HeadSize..], _reader.NameLid);
        }
    }

    private void WriteUInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(_records!.Atom(sizeof(uint)), value);
}
