using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Companions;

/// <summary>Copies master categories that the destination does not have; one of the same name with another colour is left as it is.</summary>
internal sealed class CategoryCopy(IMailboxSettings source, IMailboxSettings destination, bool isPreview)
{
    public async Task<IReadOnlyList<SettingFinding>> RunAsync(CancellationToken cancellationToken)
    {
        var categories = await source.ListCategoriesAsync(cancellationToken).ConfigureAwait(false);
        if (categories.Count == 0)
        {
            return [];
        }

        var there = (await destination.ListCategoriesAsync(cancellationToken).ConfigureAwait(false)).DistinctBy(category => category.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(category => category.Name, category => category.Color, StringComparer.OrdinalIgnoreCase);
        List<SettingFinding> findings = [];
        foreach (var category in categories)
        {
            var finding = new SettingFinding { Kind = SettingKind.Category, Name = category.Name, Outcome = SettingOutcome.Carried };
            if (there.TryGetValue(category.Name, out var color))
            {
                finding = color.Equals(category.Color, StringComparison.OrdinalIgnoreCase)
                    ? finding with { Outcome = SettingOutcome.Present }
                    : finding with { Outcome = SettingOutcome.Different, Message = $"It is {color} at the destination and {category.Color} at the source; it was left as it is." };
            }
            else if (!isPreview)
            {
                try
                {
                    await destination.CreateCategoryAsync(category, cancellationToken).ConfigureAwait(false);
                    there[category.Name] = category.Color;
                }
                catch (MigrationException refused) when (refused.ErrorId == ErrorIds.ServiceError)
                {
                    finding = finding with { Outcome = SettingOutcome.Failed, Message = refused.Message, ServiceCode = refused.ServiceCode, RequestId = refused.RequestId };
                }
            }

            findings.Add(finding);
        }

        return findings;
    }
}
