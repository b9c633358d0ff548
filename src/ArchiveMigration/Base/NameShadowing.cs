using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace ArchiveMigration.Base;

/// <summary>
/// Connect-ExchangeOnline brings functions named as our short names into the session, and PowerShell prefers a function to a cmdlet:
/// Get-MigrationStatistics then quietly is Exchange's. Said once a session, with the name that is always ours.
/// </summary>
internal static class NameShadowing
{
    private static readonly ConditionalWeakTable<Runspace, object> Warned = [];

    /// <summary>The short names, and the long name of each.</summary>
    public static IReadOnlyDictionary<string, string> ShortNames { get; } = Commands.ShortNames.All;

    /// <summary>Warns when a short name is shadowed in this session, the first time that it is.</summary>
    public static void WarnOnce(PSCmdlet cmdlet)
    {
        if (Runspace.DefaultRunspace is not { } session || Warned.TryGetValue(session, out _))
        {
            return;
        }

        // Our own cmdlets of these names exist, so that PowerShell does not go looking for modules.
        var shadowed = ShortNames
            .Where(name => cmdlet.InvokeCommand.GetCommand(name.Key, CommandTypes.Function | CommandTypes.Cmdlet) is FunctionInfo)
            .ToList();
        if (shadowed.Count == 0)
        {
            return;
        }

        Warned.Add(session, session);
        cmdlet.WriteWarning(
            $"In this session {string.Join(", ", shadowed.Select(name => name.Key))} {(shadowed.Count == 1 ? "is a function" : "are functions")} of another module "
            + $"(Exchange Online), not of ArchiveMigration. Use the long name{(shadowed.Count == 1 ? string.Empty : "s")}: {string.Join(", ", shadowed.Select(name => name.Value))}.");
    }
}
