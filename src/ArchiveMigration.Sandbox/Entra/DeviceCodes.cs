using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using ArchiveMigration.Sandbox.Tenants;

namespace ArchiveMigration.Sandbox.Entra;

/// <summary>Device codes on their way from a console to a browser (RFC 8628).</summary>
internal sealed class DeviceCodes(EntraBehaviour behaviour, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, DeviceCode> codes = new(StringComparer.Ordinal);

    public (string Secret, DeviceCode Code) Start(SandboxTenant tenant, SandboxApplication application)
    {
        var code = new DeviceCode(tenant, application, RandomNumberGenerator.GetString("BCDFGHJKLMNPQRSTVWXZ23456789", 9), time.GetUtcNow() + behaviour.DeviceCodeLifetime)
        {
            User = behaviour.ApproveDeviceCodesAs is { } name ? tenant.FindUser(name) : null,
        };
        var secret = RandomNumberGenerator.GetHexString(64, lowercase: true);
        codes[secret] = code;
        return (secret, code);
    }

    /// <summary>Approves a code as a user of its tenant; false when no such code waits or the user is unknown.</summary>
    public bool TryApprove(string userCode, string userPrincipalName)
    {
        var code = codes.Values.FirstOrDefault(code => string.Equals(code.UserCode, userCode, StringComparison.OrdinalIgnoreCase));
        return code is not null && (code.User = code.Tenant.FindUser(userPrincipalName)) is not null;
    }

    /// <summary>The user who approved the code; the code is then used up.</summary>
    /// <exception cref="EntraException">It is unknown, expired, or still waits.</exception>
    public (SandboxApplication Application, SandboxUser User) Redeem(string secret)
    {
        if (!codes.TryGetValue(secret, out var code))
        {
            throw EntraException.WrongCode();
        }

        if (code.Expires <= time.GetUtcNow())
        {
            throw EntraException.ExpiredCode();
        }

        var user = code.User ?? throw EntraException.CodePending();
        codes.TryRemove(secret, out _);
        return (code.Application, user);
    }

    /// <summary>The lifetime in whole seconds, as the answer tells it.</summary>
    public string LifetimeText => ((int)behaviour.DeviceCodeLifetime.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    internal sealed class DeviceCode(SandboxTenant tenant, SandboxApplication application, string userCode, DateTimeOffset expires)
    {
        public SandboxTenant Tenant { get; } = tenant;

        public SandboxApplication Application { get; } = application;

        public string UserCode { get; } = userCode;

        public DateTimeOffset Expires { get; } = expires;

        public SandboxUser? User { get; set; }
    }
}
