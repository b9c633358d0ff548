using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using ArchiveMigration.Engine;
using ArchiveMigration.Engine.Projects;

namespace ArchiveMigration.Completion;

/// <summary>Completes an argument from the local store; never asks a service, never makes a store, and never says that something went wrong.</summary>
public abstract class StoreCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            return Complete(wordToComplete, fakeBoundParameters);
        }
        catch (Exception)
        {
            // A key press is no place for an error: there is just nothing to offer.
            return [];
        }
    }

    /// <summary>What can stand here, with a tooltip.</summary>
    /// <param name="catalog">The store's endpoints, projects and users.</param>
    /// <param name="bound">The parameters typed so far.</param>
    /// <param name="word">What was typed of this one; more may be given than begin with it.</param>
    internal abstract IEnumerable<(string Text, string ToolTip)> Candidates(IMigrationCatalog catalog, IDictionary bound, string word);

    private List<CompletionResult> Complete(string? word, IDictionary bound)
    {
        var path = bound["StorePath"] is string given
            ? Runspace.DefaultRunspace.SessionStateProxy.Path.GetUnresolvedProviderPathFromPSPath(given)
            : MigrationEngine.DefaultStorePath;
        if (!File.Exists(path))
        {
            return [];
        }

        var engine = new MigrationEngine(path);
        try
        {
            return CompletionList.Of(word, Candidates(engine.Catalog, bound, CompletionList.Bare(word)));
        }
        finally
        {
            engine.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
