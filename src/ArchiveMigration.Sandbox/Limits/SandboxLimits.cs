namespace ArchiveMigration.Sandbox.Limits;

/// <summary>
/// Exchange's limits per application and mailbox (Graph throttling guidance, "Outlook service limits"), v1.0 and beta together.
/// </summary>
public sealed class SandboxLimits
{
    /// <summary>False lets everything through, for benchmarks.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Requests at once.</summary>
    public int Concurrency { get; set; } = 4;

    /// <summary>Requests in <see cref="RequestWindow"/>.</summary>
    public int Requests { get; set; } = 10_000;

    public TimeSpan RequestWindow { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Bytes of request bodies in <see cref="UploadWindow"/>. The documented 150 MB are read as decimal, the stricter way.</summary>
    public long UploadBytes { get; set; } = 150_000_000;

    public TimeSpan UploadWindow { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Makes the windows shorter by this factor, so that a rehearsal meets them in seconds: 100 makes 5 minutes 3 seconds.</summary>
    public double TimeScale { get; set; } = 1;

    /// <summary>Whether a refusal tells how long to wait; the service usually does.</summary>
    public bool SendRetryAfter { get; set; } = true;

    internal TimeSpan ScaledRequestWindow => RequestWindow / TimeScale;

    internal TimeSpan ScaledUploadWindow => UploadWindow / TimeScale;
}
