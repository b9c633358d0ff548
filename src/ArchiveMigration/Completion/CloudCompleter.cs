using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace ArchiveMigration.Completion;

/// <summary>Completes the name of a cloud.</summary>
public sealed class CloudCompleter : IArgumentCompleter
{
    private static readonly (string Text, string ToolTip)[] Names =
    [
        ("Global", "Worldwide, also GCC"),
        ("GccHigh", "US Government L4 (GCC High)"),
        ("DoD", "US Government L5 (DoD)"),
        ("China", "China, operated by 21Vianet"),
        ("Custom", "Addresses given by hand: the sandbox, or a newer cloud"),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => CompletionList.Of(wordToComplete, Names);
}
