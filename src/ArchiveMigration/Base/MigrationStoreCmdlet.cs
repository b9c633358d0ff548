using System.Management.Automation;
using ArchiveMigration.Engine;

namespace ArchiveMigration.Base;

/// <summary>A command over the local store of endpoints, projects and users, which it opens once.</summary>
public abstract class MigrationStoreCmdlet : MigrationCmdlet
{
    private MigrationEngine? engine;

    /// <summary>The database file; default: <see cref="MigrationEngine.DefaultStorePath"/>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StorePath { get; set; }

    /// <summary>The engine over the store.</summary>
    protected MigrationEngine Engine => engine ?? throw new InvalidOperationException("The store is opened by Prepare.");

    /// <summary>Opens the store: one that cannot be opened is said once, whatever comes down the pipeline.</summary>
    protected override void Prepare() => engine = new MigrationEngine(StorePath is null ? null : FullPath(StorePath));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && engine is not null)
        {
            engine.DisposeAsync().AsTask().GetAwaiter().GetResult();
            engine = null;
        }

        base.Dispose(disposing);
    }
}
