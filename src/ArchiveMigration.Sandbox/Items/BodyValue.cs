using System.Buffers.Binary;
using System.Text;
using ArchiveMigration.FastTransfer;

namespace ArchiveMigration.Sandbox.Items;

/// <summary>A body of so many bytes: sentences of a language in the body's format, and blanks where none fits any more.</summary>
internal sealed class BodyValue : IStreamedValue
{
    private static readonly byte[] AsciiBlanks = [.. Enumerable.Repeat((byte)' ', 512)];
    private static readonly byte[] UnicodeBlanks = Encoding.Unicode.GetBytes(new string(' ', 256));

    private readonly byte[] head;
    private readonly byte[] foot;
    private readonly IReadOnlyList<byte[]> sentences;
    private readonly byte[] blanks;
    private readonly long textLength;
    private readonly SeededRandom random;

    private BodyValue(byte[] head, byte[] foot, IReadOnlyList<byte[]> sentences, byte[] blanks, long textLength, SeededRandom random)
    {
        this.head = head;
        this.foot = foot;
        this.sentences = sentences;
        this.blanks = blanks;
        this.textLength = textLength;
        this.random = random;
    }

    public long Length => head.Length + textLength + foot.Length;

    /// <summary>A body in HTML, encoded in UTF-8 (PidTagHtml).</summary>
    public static BodyValue Html(Language language, long textLength, SeededRandom random) => new(
        Encoding.UTF8.GetBytes(
            $"<html{(language.IsRightToLeft ? " dir=\"rtl\"" : string.Empty)}><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"></head><body lang=\"{language.Lcid}\">\r\n"),
        "</body></html>\r\n"u8.ToArray(),
        language.HtmlParagraphs,
        AsciiBlanks,
        textLength,
        random);

    /// <summary>A body in plain text, in UTF-16 (PidTagBody).</summary>
    public static BodyValue Plain(Language language, long textLength, SeededRandom random) =>
        new([], [0, 0], language.PlainLines, UnicodeBlanks, textLength & ~1L, random);

    /// <summary>A body in Rich Text (PidTagRtfCompressed), in the form that is not compressed (MS-OXRTFCP 2.1.3.1).</summary>
    public static BodyValue RichText(Language language, long textLength, SeededRandom random)
    {
        var start = @"{\rtf1\ansi\ansicpg1252\deff0\uc1{\fonttbl{\f0\fnil Calibri;}}\pard\f0\fs22 "u8;
        const uint mela = 0x414C454D;
        const int lengthsOwnSize = sizeof(uint);
        var head = new byte[16 + start.Length];
        var rawSize = start.Length + textLength + 1;
        BinaryPrimitives.WriteUInt32LittleEndian(head, (uint)(rawSize + head.Length - start.Length - lengthsOwnSize));
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(4), (uint)rawSize);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(8), mela);
        start.CopyTo(head.AsSpan(16));
        return new BodyValue(head, "}"u8.ToArray(), language.RichTextParagraphs, AsciiBlanks, textLength, random);
    }

    public void WriteTo(FastTransferWriter writer)
    {
        writer.WriteValueBytes(head);
        var left = textLength;
        for (var sentence = random.Pick(sentences); sentence.Length <= left; sentence = random.Pick(sentences))
        {
            writer.WriteValueBytes(sentence);
            left -= sentence.Length;
        }

        while (left > 0)
        {
            var part = blanks.AsSpan(0, (int)Math.Min(blanks.Length, left));
            writer.WriteValueBytes(part);
            left -= part.Length;
        }

        writer.WriteValueBytes(foot);
    }
}
