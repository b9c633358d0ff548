using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Endpoints;

namespace ArchiveMigration.Binding;

/// <summary>From the cloud parameters of an endpoint to the engine's <see cref="Cloud"/>.</summary>
internal static class CloudChoice
{
    /// <summary>The cloud of that name, or with Custom the one of the addresses given; what is not given stays as it is in <paramref name="current"/>.</summary>
    /// <exception cref="MigrationException">InvalidArgument: an unknown name, Custom without its addresses, or addresses without Custom. CloudRetired.</exception>
    public static Cloud Read(string? name, Uri? authority, Uri? graph, string[]? importHosts, string? tlsThumbprint, Cloud? current = null)
    {
        var addressesGiven = authority is not null || graph is not null || importHosts is not null || tlsThumbprint is not null;
        if (name is null && !addressesGiven && current is not null)
        {
            return current;
        }

        name ??= current?.Name.ToString() ?? nameof(CloudName.Global);
        if (!string.Equals(name, nameof(CloudName.Custom), StringComparison.OrdinalIgnoreCase))
        {
            return addressesGiven
                ? throw Refuse(name, $"-Authority, -GraphEndpoint, -ImportHost and -TlsThumbprint are for -Cloud Custom, not for {name}.", "Leave them out, or use -Cloud Custom.")
                : Clouds.Parse(name);
        }

        var custom = current?.Name is CloudName.Custom ? current : null;
        authority ??= custom?.Authority;
        graph ??= custom?.Graph;
        IReadOnlyList<string>? hosts = importHosts ?? custom?.ImportHosts;
        return authority is null || graph is null || hosts is null
            ? throw Refuse(name, "-Cloud Custom needs -Authority, -GraphEndpoint and -ImportHost.", "The sandbox prints its own when it starts.")
            : Clouds.Custom(authority, graph, hosts, tlsThumbprint ?? custom?.TlsThumbprint);
    }

    private static MigrationException Refuse(string name, string message, string remedy)
        => new(ErrorIds.InvalidArgument, MigrationErrorKind.InvalidInput, message) { Target = name, Remedy = remedy };
}
