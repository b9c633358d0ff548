using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace ArchiveMigration.Completion;

/// <summary>Completes the name of a time zone with those that this machine knows.</summary>
public sealed class TimeZoneCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => CompletionList.Of(wordToComplete, TimeZoneInfo.GetSystemTimeZones().Select(zone => (zone.Id, zone.DisplayName)));
}
