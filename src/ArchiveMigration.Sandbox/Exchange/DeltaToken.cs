using System.Buffers.Text;
using System.Globalization;
using System.Text;
using ArchiveMigration.Sandbox.Graph;

namespace ArchiveMigration.Sandbox.Exchange;

/// <summary>Where a client stands in a delta: what it saw before, what this round leads to, and how far the round is.</summary>
internal readonly record struct DeltaToken(long Since, long Until, int Skip)
{
    /// <summary>Reads the token of a request; without one a round over everything begins.</summary>
    /// <exception cref="GraphException">410: the token is not one of ours.</exception>
    public static DeltaToken Read(QueryOptions query, long version)
    {
        if ((query.SkipToken ?? query.DeltaToken) is not { } text)
        {
            return new(0, version, 0);
        }

        var parts = Base64Url.IsValid(text) ? Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('.') : [];
        return parts.Length == 3
            && long.TryParse(parts[0], CultureInfo.InvariantCulture, out var since)
            && long.TryParse(parts[1], CultureInfo.InvariantCulture, out var until)
            && int.TryParse(parts[2], CultureInfo.InvariantCulture, out var skip)
            ? query.SkipToken is null ? new(until, version, 0) : new(since, until, skip)
            : throw new GraphException(StatusCodes.Status410Gone, "SyncStateNotFound", "The sync state generation is not found; start the delta anew.");
    }

    public override string ToString() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{Since}.{Until}.{Skip}")));
}
