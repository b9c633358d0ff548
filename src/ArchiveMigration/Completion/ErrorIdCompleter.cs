using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using ArchiveMigration.Engine;

namespace ArchiveMigration.Completion;

/// <summary>Completes the error id of an item that failed.</summary>
public sealed class ErrorIdCompleter : IArgumentCompleter
{
    private static readonly (string Text, string ToolTip)[] Ids =
    [
        (ErrorIds.ItemCorrupt, "Exchange could not read or did not accept the item"),
        (ErrorIds.ItemTooLarge, "Larger than Exchange accepts"),
        (ErrorIds.ItemNotReturned, "Exchange left the item out of its answers"),
        (ErrorIds.ItemMigrationFailed, "Another reason"),
        (ErrorIds.ImportUncertain, "The answer was lost and the item was not found"),
        (ErrorIds.FolderFull, "The destination folder holds as many items as Exchange allows"),
        (ErrorIds.DestinationItemChanged, "The copy was changed too"),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => CompletionList.Of(wordToComplete, Ids);
}
