namespace ArchiveMigration.Sandbox.Tenants;

/// <summary>A client secret and the moment (UTC) after which it is refused with AADSTS7000222.</summary>
public sealed record ClientSecret(string Value, DateTimeOffset Expires)
{
    /// <summary>Does not print the secret.</summary>
    public override string ToString() => $"secret until {Expires:u}";
}
