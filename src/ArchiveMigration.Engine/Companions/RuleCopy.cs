using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Companions;

/// <summary>
/// Copies inbox rules: folders become those of the same place at the destination, addresses are mapped by the project's rules. A rule that is there already is recognised by
/// what it does, so copying again makes no second one.
/// </summary>
/// <param name="source">Where rules come from.</param>
/// <param name="destination">Where they go.</param>
/// <param name="map">Gives the new address for an address; the same when nothing is for it.</param>
/// <param name="isPreview">Only look.</param>
internal sealed class RuleCopy(IMailboxSettings source, IMailboxSettings destination, Func<string, string> map, bool isPreview)
{
    private readonly Dictionary<string, (string? Id, string Where)> folders = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<SettingFinding>> RunAsync(CancellationToken cancellationToken)
    {
        var rules = await source.ListRulesAsync(cancellationToken).ConfigureAwait(false);
        if (rules.Count == 0)
        {
            return [];
        }

        var there = await destination.ListRulesAsync(cancellationToken).ConfigureAwait(false);
        var free = there.Select(rule => rule.Signature).ToList();
        var names = there.Select(rule => rule.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var next = there.Count == 0 ? 1 : there.Max(rule => rule.Sequence) + 1;
        Dictionary<string, int> made = [];
        List<SettingFinding> findings = [];
        foreach (var rule in rules)
        {
            var finding = await CopyAsync(rule).ConfigureAwait(false);
            findings.Add(finding);
        }

        if (made.Count > 0)
        {
            await RemoveDoublesAsync(there, made, cancellationToken).ConfigureAwait(false);
        }

        return findings;

        async Task<SettingFinding> CopyAsync(InboxRule rule)
        {
            if (rule.IsReadOnly)
            {
                return Say(rule, SettingOutcome.Impossible, "It is read-only through the API (a rule of Outlook itself): export it in Outlook (Rules, Options, Export) and import it in the new mailbox.");
            }

            if (rule.HasError)
            {
                return Say(rule, SettingOutcome.Impossible, "It does not work at the source either: mend it there, then copy again.");
            }

            foreach (var folder in rule.FolderIds)
            {
                var (id, where) = await FolderAsync(folder, cancellationToken).ConfigureAwait(false);
                if (id is null)
                {
                    return Say(rule, SettingOutcome.Impossible, where.Length == 0
                        ? "The folder that it names is gone at the source."
                        : $"The folder '{where}' that it names is not in the destination's primary mailbox: make it there, or migrate the primary mailbox first, then copy again.");
                }
            }

            var translated = rule.Translate(id => folders[id].Id!, map, next);
            if (free.Remove(translated.Signature))
            {
                return Say(rule, SettingOutcome.Present, null);
            }

            if (names.Contains(rule.Name))
            {
                return Say(rule, SettingOutcome.Different, "A rule of this name is at the destination and does something else; it was left as it is. Rename or remove it, then copy again.");
            }

            if (!isPreview)
            {
                try
                {
                    await destination.CreateRuleAsync(translated, cancellationToken).ConfigureAwait(false);
                    made[translated.Signature] = made.GetValueOrDefault(translated.Signature) + 1;
                }
                catch (MigrationException refused) when (refused.ErrorId == ErrorIds.ServiceError)
                {
                    return Say(rule, SettingOutcome.Failed, refused.Message) with { ServiceCode = refused.ServiceCode, RequestId = refused.RequestId };
                }
            }

            next++;
            return Say(rule, SettingOutcome.Carried, null);
        }
    }

    private async Task<(string? Id, string Where)> FolderAsync(string id, CancellationToken cancellationToken)
    {
        if (!folders.TryGetValue(id, out var known))
        {
            var place = await source.FindPlaceAsync(id, cancellationToken).ConfigureAwait(false);
            known = place is null ? (null, string.Empty) : (await destination.FindFolderAsync(place, cancellationToken).ConfigureAwait(false), place.ToString());
            folders[id] = known;
        }

        return known;
    }

    // Where an answer was lost the request was sent again, and the service takes the same rule twice.
    private async Task RemoveDoublesAsync(IReadOnlyList<InboxRule> before, Dictionary<string, int> made, CancellationToken cancellationToken)
    {
        var old = before.Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal);
        var now = await destination.ListRulesAsync(cancellationToken).ConfigureAwait(false);
        foreach (var same in now.Where(rule => !old.Contains(rule.Id)).GroupBy(rule => rule.Signature).Where(same => made.ContainsKey(same.Key)))
        {
            foreach (var surplus in same.Skip(made[same.Key]))
            {
                await destination.DeleteRuleAsync(surplus.Id, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static SettingFinding Say(InboxRule rule, SettingOutcome outcome, string? message) => new() { Kind = SettingKind.InboxRule, Name = rule.Name, Outcome = outcome, Message = message };
}
