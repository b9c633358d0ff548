using System.Text.Json;
using System.Text.Json.Serialization;
using ArchiveMigration.Engine.Endpoints;

namespace ArchiveMigration.Engine.Projects;

/// <summary>
/// A project in a file: its options, users and recipients, and by name the endpoints that it uses. No secret, no certificate, nothing of what was migrated. A field that is
/// not known is refused, because whoever wrote it meant something by it.
/// </summary>
public sealed record ProjectFile
{
    /// <summary>What a file says that it is.</summary>
    public const string FormatName = "ArchiveMigrationProject";

    /// <summary>The version this code writes, and the latest that it reads.</summary>
    public const int LatestVersion = 1;

    // No source generator: it gives a property that is missing in the text null, whatever its initializer says.
    private static readonly JsonSerializerOptions Settings = new()
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>What it is: <see cref="FormatName"/>.</summary>
    [JsonPropertyOrder(-2)]
    public string Format { get; init; } = FormatName;

    /// <summary>The format's version.</summary>
    [JsonPropertyOrder(-1)]
    public int Version { get; init; } = LatestVersion;

    /// <summary>The project's name.</summary>
    public required string Name { get; init; }

    /// <summary>Whose migration it is.</summary>
    public string? Customer { get; init; }

    /// <summary>The endpoint that is read.</summary>
    public required EndpointReference Source { get; init; }

    /// <summary>The endpoint that is written to.</summary>
    public required EndpointReference Destination { get; init; }

    /// <summary>The options; what is missing takes its default.</summary>
    public ProjectOptions Options { get; init; } = new();

    /// <summary>The users.</summary>
    public IReadOnlyList<UserEntry> Users { get; init; } = [];

    /// <summary>Who is meant by internal names of the source tenant.</summary>
    public IReadOnlyList<RecipientEntry> Recipients { get; init; } = [];

    /// <summary>Makes it of a project.</summary>
    /// <exception cref="MigrationException">ProjectNotFound.</exception>
    public static ProjectFile Of(IMigrationCatalog catalog, string project, bool withUsers)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var found = catalog.GetProject(project);
        return new ProjectFile
        {
            Name = found.Name,
            Customer = found.Customer,
            Source = EndpointReference.Of(catalog.GetEndpoint(found.Source)),
            Destination = EndpointReference.Of(catalog.GetEndpoint(found.Destination)),
            Options = found.Options,
            Users = withUsers ? [.. catalog.GetUsers(found.Name).Select(UserEntry.Of)] : [],
            Recipients = withUsers ? [.. catalog.GetRecipients(found.Name).Select(static recipient => new RecipientEntry(recipient.LegacyExchangeDN, recipient.PrimarySmtpAddress))] : [],
        };
    }

    /// <summary>The text of it.</summary>
    public string Write() => JsonSerializer.Serialize(this, Settings);

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">Where it comes from, for messages.</param>
    /// <exception cref="MigrationException">ProjectFileNotReadable.</exception>
    public static ProjectFile Read(string text, string path)
    {
        try
        {
            using (var document = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }))
            {
                var root = document.RootElement;
                if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(nameof(Format), out var format) || format.ValueKind != JsonValueKind.String || format.GetString() != FormatName)
                {
                    throw Refused(path, "is no project that Export-ArchiveMigrationProject wrote", $"Its first field must be \"{nameof(Format)}\": \"{FormatName}\".");
                }

                if (root.TryGetProperty(nameof(Version), out var version) && version.TryGetInt32(out var number) && number > LatestVersion)
                {
                    throw Refused(path, $"has version {number}, written by a newer ArchiveMigration; this one reads up to {LatestVersion}", "Update the module on this machine.");
                }
            }

            return JsonSerializer.Deserialize<ProjectFile>(text, Settings)!;
        }
        catch (JsonException fault)
        {
            // The library's text names the field and its place; only its type names are nobody's business.
            var where = fault.LineNumber is { } line ? $" (line {line + 1})" : string.Empty;
            var what = fault.Message.StartsWith("The JSON property '", StringComparison.Ordinal) ? $"has a field that is not known: {fault.Message.Split('\'')[1]}{where}"
                : string.IsNullOrEmpty(fault.Path) || fault.Path == "$" ? $"cannot be read{where}"
                : $"cannot be read at {fault.Path.TrimStart('$', '.')}{where}";
            throw Refused(path, what, "Mend the field, or take it away: nothing was changed. The names are those of New-ArchiveMigrationProject's parameters.", fault);
        }
    }

    /// <summary>Adds it to a catalog, the whole project or nothing.</summary>
    /// <param name="catalog">Where to.</param>
    /// <param name="name">Another name; null = its own.</param>
    /// <param name="source">Another source endpoint; null = the one of that name.</param>
    /// <param name="destination">Another destination endpoint; null = the one of that name.</param>
    /// <param name="withUsers">Whether users and recipients come along.</param>
    /// <exception cref="MigrationException">ProjectExists, EndpointNotFound, InvalidArgument, …: nothing was added.</exception>
    public MigrationProject AddTo(IMigrationCatalog catalog, string? name, string? source, string? destination, bool withUsers)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var project = new MigrationProject { Name = name ?? Name, Customer = Customer, Source = source ?? Source.Name, Destination = destination ?? Destination.Name, Options = Options };
        Need(catalog, project.Source, source is null ? Source : null, "-Source");
        Need(catalog, project.Destination, destination is null ? Destination : null, "-Destination");
        catalog.AddProject(project);
        try
        {
            if (withUsers)
            {
                catalog.AddUsers(project.Name, [.. Users.Select(user => user.In(project.Name))]);
                catalog.AddRecipients(project.Name, [.. Recipients.Select(recipient => new MigrationRecipient { Project = project.Name, LegacyExchangeDN = recipient.LegacyExchangeDN, PrimarySmtpAddress = recipient.PrimarySmtpAddress })]);
            }
        }
        catch (MigrationException)
        {
            catalog.RemoveProject(project.Name);
            throw;
        }

        return catalog.GetProject(project.Name);
    }

    private static void Need(IMigrationCatalog catalog, string name, EndpointReference? told, string parameter)
    {
        try
        {
            _ = catalog.GetEndpoint(name);
        }
        catch (MigrationException missing) when (missing.ErrorId == ErrorIds.EndpointNotFound && told is not null)
        {
            throw new MigrationException(missing.ErrorId, missing.Kind, $"{missing.Message} The project was made for tenant {told.TenantId}, application {told.ClientId}.", missing)
            {
                Target = name,
                Remedy = $"Make it first (New-ArchiveMigrationEndpoint {name} -TenantId {told.TenantId} -ClientId {told.ClientId} …), or name another one: {parameter}. Nothing was added.",
            };
        }
    }

    private static MigrationException Refused(string path, string what, string remedy, Exception? fault = null)
        => new(ErrorIds.ProjectFileNotReadable, MigrationErrorKind.InvalidData, $"'{path}' {what}.", fault) { Target = path, Remedy = remedy };

    /// <summary>An endpoint as a file names it.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="TenantId">Its tenant, for people.</param>
    /// <param name="ClientId">Its application, for people.</param>
    public sealed record EndpointReference(string Name, string? TenantId = null, string? ClientId = null)
    {
        internal static EndpointReference Of(MigrationEndpoint endpoint) => new(endpoint.Name, endpoint.TenantId, endpoint.ClientId);
    }

    /// <summary>A user.</summary>
    /// <param name="SourceAddress">At the source.</param>
    /// <param name="DestinationAddress">At the destination; null = not known yet.</param>
    /// <param name="DisplayName">For people.</param>
    /// <param name="Options">What holds for the user in place of the project's options; null = nothing.</param>
    public sealed record UserEntry(string SourceAddress, string? DestinationAddress = null, string? DisplayName = null, UserOptions? Options = null)
    {
        internal static UserEntry Of(MigrationUser user)
            => new(user.SourceAddress, user.DestinationAddress.Length == 0 ? null : user.DestinationAddress, user.DisplayName, user.Options == UserOptions.None ? null : user.Options);

        internal MigrationUser In(string project) => new()
        {
            Project = project,
            SourceAddress = SourceAddress,
            DestinationAddress = DestinationAddress ?? string.Empty,
            DisplayName = DisplayName,
            Options = Options ?? UserOptions.None,
            Status = string.IsNullOrEmpty(DestinationAddress) ? MigrationStatus.Unmatched : MigrationStatus.Queued,
        };
    }

    /// <summary>Who is meant by an internal name of the source tenant.</summary>
    /// <param name="LegacyExchangeDN">The name.</param>
    /// <param name="PrimarySmtpAddress">The address.</param>
    public sealed record RecipientEntry(string LegacyExchangeDN, string PrimarySmtpAddress);
}
