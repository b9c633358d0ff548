namespace ArchiveMigration.Sandbox.Entra;

/// <summary>How the pretend Entra ID behaves where that can be configured. Properties may change while the host runs.</summary>
public sealed class EntraBehaviour
{
    /// <summary>How long an access token holds; the service gives 60 to 90 minutes.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromMinutes(75);

    /// <summary>How long a device code can be entered; the service gives 15 minutes.</summary>
    public TimeSpan DeviceCodeLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Seconds between two polls that the device code answer asks for.</summary>
    public int DeviceCodeInterval { get; set; } = 5;

    /// <summary>The user (principal name) in whose name device codes are approved at once, or null to wait for the page.</summary>
    public string? ApproveDeviceCodesAs { get; set; }
}
