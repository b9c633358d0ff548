using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Exchange.Import;

/// <summary>
/// The body of an import (Graph, "Import Exchange mailbox item"), written as bytes around the item's base64 text:
/// with a Content-Length when the content knows its own, else chunked.
/// </summary>
internal sealed class ImportBody : HttpContent
{
    /// <summary>
    /// Bytes of a text that is copied once more to go out in one piece with what surrounds it: every piece is a packet, an encrypted record and a call of the
    /// system, at both ends, which for a small item cost more than all else.
    /// </summary>
    private const int MostInOne = 64 * 1024;

    private static readonly byte[] Suffix = "\"}"u8.ToArray();

    private readonly ItemContent content;
    private readonly byte[] prefix;
    private long written;

    public ImportBody(string folderId, ImportedItem? replaced, ItemContent content)
    {
        this.content = content;
        string mode = replaced is null ? "\"Mode\":\"create\"" : $"\"Mode\":\"update\",\"ItemId\":\"{Text(replaced.Id)}\",\"ChangeKey\":\"{Text(replaced.ChangeKey ?? string.Empty)}\"";
        prefix = Encoding.UTF8.GetBytes($"{{\"FolderId\":\"{Text(folderId)}\",{mode},\"Data\":\"");
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    private static string Text(string value) => JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value;

    /// <summary>Its length, or what is to be expected of one whose length is not known: what was kept for it.</summary>
    public long ExpectedLength => TryComputeLength(out long length) ? length : Math.Max(length, content.Room?.Bytes ?? 0);

    /// <summary>
    /// What the service can have counted: all of a body whose length was announced, even when it broke off; of any other what has left.
    /// </summary>
    public long Uploaded => !HasBegun ? 0 : TryComputeLength(out long length) ? length : written;

    /// <summary>Told, while a body of unknown length is sent, how much of it has left so far.</summary>
    public Action<long>? Passed { get; set; }

    /// <summary>Whether any of the content was asked for: content that streams through is used up then.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>
    /// Whether the last bytes were given to the network. Without them the body is no JSON and nothing can have been imported.
    /// </summary>
    public bool MayHaveArrived { get; private set; }

    /// <summary>Why the content itself could not be read, if that is what stopped it.</summary>
    public MigrationException? ContentFailure { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (content is { CanBeSentAgain: true, Length: <= MostInOne })
        {
            await WriteInOneAsync(stream, (int)content.Length.Value, cancellationToken).ConfigureAwait(false);
            return;
        }

        await stream.WriteAsync(prefix, cancellationToken).ConfigureAwait(false);
        HasBegun = true;
        written = prefix.Length + Suffix.Length;
        try
        {
            Stream destination = content.Length is null ? new CountedStream(stream, Count) : stream;
            await content.CopyToAsync(destination, cancellationToken).ConfigureAwait(false);
        }
        catch (MigrationException e)
        {
            ContentFailure = e;
            throw;
        }

        MayHaveArrived = true;
        await stream.WriteAsync(Suffix, cancellationToken).ConfigureAwait(false);
    }

    private async Task WriteInOneAsync(Stream stream, int length, CancellationToken cancellationToken)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(prefix.Length + length + Suffix.Length);
        try
        {
            using var whole = new MemoryStream(rented);
            whole.Write(prefix);
            await content.CopyToAsync(whole, cancellationToken).ConfigureAwait(false);
            whole.Write(Suffix);
            HasBegun = MayHaveArrived = true;
            await stream.WriteAsync(rented.AsMemory(0, (int)whole.Position), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = prefix.Length + (content.Length ?? 0) + Suffix.Length;
        return content.Length is not null;
    }

    private void Count(int bytes)
    {
        written += bytes;
        Passed?.Invoke(written);
    }
}
