using System.Globalization;
using ArchiveMigration.Engine.Passes.Planning;

namespace ArchiveMigration.Output;

/// <summary>A dry run in a few sentences: what would be copied, what rules leave out, how long it takes.</summary>
internal static class ForecastText
{
    private const int MostRules = 5;

    public static string Of(ProjectForecast forecast)
    {
        var culture = CultureInfo.CurrentCulture;
        List<string> said =
        [
            string.Create(culture, $"{forecast.Project}: {forecast.CopyItemCount:N0} of {forecast.ItemCount:N0} items ({DisplayText.Size(forecast.CopyItemSize)}) in {forecast.FolderCount:N0} folders of {forecast.Users.Count:N0} {(forecast.Users.Count == 1 ? "user" : "users")} would be copied."),
        ];
        if (forecast.Longest is { } longest)
        {
            said.Add(string.Create(culture, $"At Microsoft's limits that takes {DisplayText.About(forecast.TimeAtBest)} at best, {forecast.AtOnce:N0} users at a time; longest {longest.SourceAddress}: {DisplayText.Size(longest.CopyItemSize)}, {DisplayText.About(longest.TimeAtBest)}."));
        }

        foreach (var rule in forecast.ExcludedBy.Take(MostRules))
        {
            said.Add(string.Create(culture, $"Left out by {rule.Rule}: {rule.Count:N0} items, {DisplayText.Size(rule.Size)}."));
        }

        if (forecast.ExcludedBy.Count > MostRules)
        {
            said.Add(string.Create(culture, $"{forecast.ExcludedBy.Count - MostRules:N0} more rules: -WhatIf -PassThru shows them under ExcludedBy."));
        }

        if (forecast.FailedUserCount > 0)
        {
            said.Add(string.Create(culture, $"{forecast.FailedUserCount:N0} users could not be listed: see Detail."));
        }

        said.Add("Only the source was listed, so what is at the destination without this store knowing it is not taken off. Nothing was changed.");
        return string.Join(Environment.NewLine, said);
    }
}
