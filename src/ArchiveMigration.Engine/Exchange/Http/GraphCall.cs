using ArchiveMigration.Engine.Exchange.Pacing;

namespace ArchiveMigration.Engine.Exchange.Http;

/// <summary>A request to Graph that, unless said otherwise, can be sent any number of times without harm.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Url">Where to; a mailbox's URL is subject to that mailbox's limits.</param>
/// <param name="Operation">What it is for.</param>
/// <param name="Subject">What it is about, in words for a message: "the archive of anna@contoso.com".</param>
/// <param name="Target">The bare value it is about: an address.</param>
internal sealed record GraphCall(HttpMethod Method, Uri Url, GraphOperation Operation, string Subject, string Target)
{
    /// <summary>How long to wait for the head of the answer; an export of large items takes its time.</summary>
    public static readonly TimeSpan UsualPatience = TimeSpan.FromSeconds(100);

    /// <summary>The JSON body, or null.</summary>
    public byte[]? Body { get; init; }

    /// <summary>Whether it can be sent again when it is not known whether it was carried out; if not, only what certainly was not is tried again.</summary>
    public bool IsRepeatable { get; init; } = true;

    /// <summary>The gates of the mailbox it is for; null when it is for none.</summary>
    public MailboxShards? Shards { get; init; }

    /// <summary>How long to wait for the head of the answer.</summary>
    public TimeSpan HeadPatience { get; init; } = UsualPatience;

    /// <summary>Whether the answer may come compressed. Not for exports: their base64 costs more to unpack than to receive.</summary>
    public bool AcceptsCompression { get; init; } = true;
}
