using System.Reflection;
using System.Runtime.Loader;

namespace ArchiveMigration.Loader;

/// <summary>
/// The module's own load context: the engine and all that it needs come from <c>dependencies/</c>, whatever versions of the same
/// files ExchangeOnlineManagement, Az or Microsoft.Graph brought into the session before or bring later.
/// </summary>
internal sealed class DependencyLoadContext : AssemblyLoadContext
{
    private const string EngineName = "ArchiveMigration.Engine";

    private readonly string folder;

    private AssemblyDependencyResolver? natives;

    private DependencyLoadContext(string folder)
        : base("ArchiveMigration")
    {
        this.folder = folder;
    }

    /// <summary>The one context of the process. It cannot be unloaded: another version of the module needs a new session.</summary>
    public static DependencyLoadContext Instance { get; } = new(
        Path.Combine(Path.GetDirectoryName(typeof(DependencyLoadContext).Assembly.Location)!, "dependencies"));

    /// <summary>Answers PowerShell's context for the engine's name, which is ours alone, and for nothing else.</summary>
    public static Assembly? ResolveEngine(AssemblyLoadContext context, AssemblyName name)
        => string.Equals(name.Name, EngineName, StringComparison.OrdinalIgnoreCase) ? Instance.LoadFromAssemblyName(name) : null;

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // By file and not by deps.json: whatever lies in dependencies/ is ours, and never falls through to the session's copy.
        var path = Path.Combine(folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        // Reads ArchiveMigration.Engine.deps.json, which tells the folder of SQLite's library for this machine. Not before it is asked for: Import-Module is waited for.
        natives ??= new AssemblyDependencyResolver(Path.Combine(folder, EngineName + ".dll"));
        return natives.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
    }
}
