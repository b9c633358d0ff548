using ArchiveMigration.FastTransfer.Tests.Samples;

namespace ArchiveMigration.FastTransfer.Tests;

public class FastTransferReaderFaultTests
{
    private const string Importance = "03001700" + "01000000";
    private const string Recipient = "03000340" + "03000030" + "00000000" + "03000440";
    private const string Attachment = "03000040" + "0300210E" + "00000000" + "03000E40";
    private const string OpenAttachment = "03000040" + "0300210E" + "00000000";
    private const string Embedded = "03000140" + Importance + "03000240";

    [Theory]
    // The DN prefix first, in a message, after PidTagMid and in an attachment.
    [InlineData("E4840840" + "01000000" + "00" + Importance)]
    [InlineData(OpenAttachment + "E4840840" + "00000000" + "03000140" + "14004A67" + "0000000000000000" + "1E000840" + "00000000" + "03000240" + "03000E40")]
    // Ids among the markers' which are ordinary properties.
    [InlineData("03001940" + "00000000" + "B0842340" + "00000000" + "B0843040" + "02000000" + "0000")]
    [InlineData(Importance + "03001640" + "0D00120E" + "03001640" + "0D00130E")]
    [InlineData(Importance + "03001640" + "0D00120E" + Recipient + Recipient + "03001640" + "0D00130E" + Attachment + Attachment)]
    [InlineData(Importance + "03001640" + "0D00130E" + Attachment)]
    [InlineData(OpenAttachment + Importance + Embedded + "03000E40")]
    [InlineData(OpenAttachment + "03000140" + "03000240" + "03000E40")]
    // A property of a provider's internal range is ignored by servers, not forbidden.
    [InlineData("14004A67" + "0000000000000000")]
    // Multi-valued without values, and an object.
    [InlineData("02110100" + "00000000" + "0D000137" + "00000000" + "FB000100" + "01000000" + "AA")]
    // KOI8-R (20866) has the bit of multi-valued types in its number and is single all the same.
    [InlineData("82D10100" + "02000000" + "C1C2")]
    [InlineData("E4940100" + "01000000" + "02000000" + "4100")]
    public void Accepts(string content) => Trace.Of(Records.Join(Convert.FromHexString(content)));

    [Theory]
    [InlineData("00000100" + "00000000", FastTransferFault.Property, 0, "0x00010000 has an unknown")]
    [InlineData(Importance + "0D100100" + "00000000", FastTransferFault.Property, 8, "0x0001100D")]
    [InlineData("0A100100" + "00000000", FastTransferFault.Property, 0, "unknown")]
    [InlineData("0B100100" + "00000000", FastTransferFault.Property, 0, "unknown")]
    [InlineData("00800100" + "00000000", FastTransferFault.Property, 0, "unknown")]
    [InlineData("E9FD0100" + "00000000", FastTransferFault.Property, 0, "ambiguous")]
    [InlineData("03000000" + "00000000", FastTransferFault.Property, 0, "unknown")]
    [InlineData("03000180" + "000000000000000000000000000000000" + "2" + "00000000", FastTransferFault.Property, 0, "neither a number")]
    [InlineData("0B000100" + "0200", FastTransferFault.Value, 4, "truth value")]
    [InlineData("0B000100" + "0001", FastTransferFault.Value, 4, "truth value")]
    [InlineData("B0843700" + "03000000" + "410000", FastTransferFault.Value, 4, "odd")]
    [InlineData("1F003700" + "01000000" + "41", FastTransferFault.Value, 4, "odd")]
    [InlineData("B0943700" + "01000000" + "01000000" + "41", FastTransferFault.Value, 8, "odd")]
    [InlineData("B1943700" + "01000000" + "01000000" + "41", FastTransferFault.Value, 8, "odd")]
    [InlineData(Importance + "1E000840" + "00000000", FastTransferFault.Syntax, 8, "MetaTagDnPrefix")]
    [InlineData("14004A67" + "0000000000000000" + "1E000840" + "00000000", FastTransferFault.Syntax, 12, "MetaTagDnPrefix")]
    [InlineData(Recipient + Importance, FastTransferFault.Syntax, 16, "after the message's recipients")]
    [InlineData(Attachment + Recipient, FastTransferFault.Syntax, 16, "StartRecip")]
    [InlineData("03000340" + Importance, FastTransferFault.Syntax, 4, "PidTagRowid")]
    [InlineData("03000040" + Importance, FastTransferFault.Syntax, 4, "PidTagAttachNumber")]
    [InlineData("03000340" + "03000440", FastTransferFault.Syntax, 4, "EndToRecip")]
    [InlineData("03000040" + "03000E40", FastTransferFault.Syntax, 4, "EndAttach")]
    [InlineData("03000340" + "03000030" + "00000000" + "03000340", FastTransferFault.Syntax, 12, "StartRecip")]
    [InlineData("03000340" + "03000030" + "00000000" + "03000E40", FastTransferFault.Syntax, 12, "EndAttach")]
    [InlineData(OpenAttachment + "03000440", FastTransferFault.Syntax, 12, "EndToRecip")]
    [InlineData(OpenAttachment + Embedded + Embedded, FastTransferFault.Syntax, 28, "StartEmbed")]
    [InlineData(OpenAttachment + Embedded + Importance, FastTransferFault.Syntax, 28, "after the embedded")]
    [InlineData(OpenAttachment + "03000140" + Importance + "03000E40", FastTransferFault.Syntax, 24, "EndAttach")]
    [InlineData("03000140", FastTransferFault.Syntax, 0, "StartEmbed")]
    [InlineData("03000240", FastTransferFault.Syntax, 0, "EndEmbed")]
    [InlineData("03001640" + "0D00140E", FastTransferFault.Syntax, 4, "neither")]
    [InlineData("03001640" + "0D00130E" + "03001640" + "0D00120E", FastTransferFault.Syntax, 12, "out of its place")]
    [InlineData(OpenAttachment + "03001640" + "0D00130E", FastTransferFault.Syntax, 16, "out of its place")]
    [InlineData(Importance + "03000C40", FastTransferFault.ForeignElement, 8, "StartMessage")]
    [InlineData("03001840" + "02010000" + "00000000", FastTransferFault.ForeignElement, 0, "FXErrorInfo")]
    [InlineData("03000F40" + "00000000", FastTransferFault.ForeignElement, 0, "MetaTagEcWarning")]
    [InlineData("03001740" + "00000000", FastTransferFault.ForeignElement, 0, "MetaTagIdsetGiven")]
    [InlineData("0B007440" + "0000", FastTransferFault.ForeignElement, 0, "IncrSyncProgressMode")]
    [InlineData("0201" + "7B40" + "00000000", FastTransferFault.ForeignElement, 0, "IncrSyncGroupInfo")]
    public void Refuses(string content, FastTransferFault fault, int offset, string reason)
    {
        var item = Records.Join(Convert.FromHexString(content));

        var failure = Assert.Throws<FastTransferFormatException>(() => Trace.Of(item));
        var failureOfSinglePieces = Assert.Throws<FastTransferFormatException>(() => Trace.Of(item, _ => 1));

        Assert.Equal(fault, failure.Fault);
        Assert.Equal(70 + offset, failure.Offset);
        Assert.Contains(reason, failure.Reason, StringComparison.Ordinal);
        Assert.Equal(failure.Message, failureOfSinglePieces.Message);
    }

    [Theory]
    [InlineData("03000340" + "03000030" + "00000000", "with 1 recipients")]
    [InlineData(OpenAttachment + "03000140" + Importance, "with 2 recipients")]
    [InlineData("B0843700" + "04000000" + "4100", "inside a property")]
    [InlineData("B0843700", "inside a property")]
    [InlineData("03100100" + "02000000" + "01000000", "inside a property")]
    public void Refuses_to_end_with_a_record_but_inside_the_item(string content, string reason)
    {
        var item = Records.Join(Convert.FromHexString(content));

        var failure = Assert.Throws<FastTransferFormatException>(() => Trace.Of(item));

        Assert.Equal((FastTransferFault.Truncated, item.Length), (failure.Fault, failure.Offset));
        Assert.Contains(reason, failure.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(12, 0)]
    [InlineData(28, 8)]
    [InlineData(52, 7)]
    [InlineData(57, 0x0D)]
    public void Refuses_another_header(int offset, byte value)
    {
        var item = SelfMadeItem.Before.ToArray();
        item[offset] = value;

        var failure = Assert.Throws<FastTransferFormatException>(() => Trace.Of(item));

        Assert.Equal((FastTransferFault.Header, 0L), (failure.Fault, failure.Offset));
        Assert.Equal(
            offset == 57 ? FastTransferFault.Truncated : FastTransferFault.Header,
            Assert.Throws<FastTransferFormatException>(() => Trace.Of(item.AsSpan(0, 61))).Fault);
    }

    [Theory]
    [InlineData("0100000008000000" + "0000000001000000", "opcode 1 ")]
    [InlineData("0500000004000000" + "00000000", "opcode 5 ")]
    [InlineData("0200000000000000", "empty record")]
    public void Refuses_another_record(string record, string reason)
    {
        byte[] item = [.. SelfMadeItem.Before, .. Convert.FromHexString(record)];

        var failure = Assert.Throws<FastTransferFormatException>(() => Trace.Of(item));

        Assert.Equal((FastTransferFault.Record, SelfMadeItem.Before.Length), (failure.Fault, failure.Offset));
        Assert.Contains(reason, failure.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Importance, 4)]
    [InlineData("B0840100" + "02000000" + "4100", 4, 8, 9)]
    [InlineData("03100100" + "02000000" + "01000000" + "02000000", 4, 8, 12)]
    [InlineData("02110100" + "02000000" + "01000000" + "AA" + "01000000" + "BB", 4, 8, 12, 13, 17)]
    [InlineData("03000180" + "00000000000000000000000000000000" + "00" + "01000000" + "05000000", 25)]
    [InlineData("03000180" + "00000000000000000000000000000000" + "01" + "41004200" + "0000" + "05000000", 27)]
    [InlineData(Recipient + OpenAttachment + "03000140" + Importance + "03000240" + "03000E40", 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44)]
    [InlineData(Importance + "03001640" + "0D00120E", 4, 8, 12)]
    public void Takes_a_record_that_ends_between_atoms_and_none_that_cuts_one(string content, params int[] allowed)
    {
        var bytes = Convert.FromHexString(content).AsMemory();
        for (var cut = 1; cut < bytes.Length; cut++)
        {
            var item = Records.Join(bytes[..cut], bytes[cut..]);
            if (allowed.Contains(cut))
            {
                Trace.Of(item);
                continue;
            }

            Assert.Equal(FastTransferFault.CutAtom, Assert.Throws<FastTransferFormatException>(() => Trace.Of(item)).Fault);
            Assert.Equal(FastTransferFault.CutAtom, Assert.Throws<FastTransferFormatException>(() => Trace.Of(item, _ => 1)).Fault);
        }
    }

    [Theory]
    [InlineData(1024, true)]
    [InlineData(1025, false)]
    public void Takes_names_of_1024_characters_at_most(int length, bool isTaken)
    {
        var item = Records.Join(Convert.FromHexString(
            "03000180" + "00000000000000000000000000000000" + "01" + string.Concat(Enumerable.Repeat("4100", length)) + "0000" + "05000000"));

        foreach (var pieceSize in new[] { 1, 100, 2071, int.MaxValue })
        {
            if (isTaken)
            {
                Assert.Contains(new string('A', length), Trace.Of(item, _ => pieceSize)[^1], StringComparison.Ordinal);
            }
            else
            {
                Assert.Equal(FastTransferFault.Property, Assert.Throws<FastTransferFormatException>(() => Trace.Of(item, _ => pieceSize)).Fault);
            }
        }
    }

    [Fact]
    public void Refuses_endless_nesting()
    {
        var item = Records.Join(Convert.FromHexString(string.Concat(Enumerable.Repeat(OpenAttachment + "03000140", 300))));

        Assert.Contains("deeper than 512", Assert.Throws<FastTransferFormatException>(() => Trace.Of(item)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_needs_content()
    {
        var failure = Assert.Throws<FastTransferFormatException>(() => Trace.Of(SelfMadeItem.Before.AsSpan(0, 62)));

        Assert.Contains("no content", failure.Reason, StringComparison.Ordinal);
    }
}
