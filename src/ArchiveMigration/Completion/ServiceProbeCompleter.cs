using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using ArchiveMigration.Engine.ServiceProbe;

namespace ArchiveMigration.Completion;

/// <summary>Completes the short names of the questions to the service.</summary>
public sealed class ServiceProbeCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => CompletionList.Of(wordToComplete, ServiceProbes.Questions.Select(question => (question.Key, question.Value)));
}
