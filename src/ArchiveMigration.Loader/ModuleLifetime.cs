using System.Management.Automation;
using System.Runtime.Loader;

namespace ArchiveMigration.Loader;

/// <summary>
/// What happens at Import-Module and Remove-Module: the bridge to <see cref="DependencyLoadContext"/> is put up and taken down.
/// </summary>
/// <remarks>
/// It lives in an assembly of its own, a nested module, because PowerShell loads nested modules before the root module: a cmdlet with
/// a parameter of one of the engine's enumerations cannot even be listed before the engine can be found.
/// </remarks>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnImport()
    {
        // Import-Module -Force imports again before it removes: without this line there would be two handlers.
        AssemblyLoadContext.Default.Resolving -= DependencyLoadContext.ResolveEngine;
        AssemblyLoadContext.Default.Resolving += DependencyLoadContext.ResolveEngine;
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
        => AssemblyLoadContext.Default.Resolving -= DependencyLoadContext.ResolveEngine;
}
