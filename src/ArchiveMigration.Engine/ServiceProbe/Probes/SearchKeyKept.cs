using ArchiveMigration.Engine.Exchange.Listing;

namespace ArchiveMigration.Engine.ServiceProbe.Probes;

/// <summary>That nothing is copied twice rests on PidTagSearchKey outliving an import; one observer saw it with 100 of 100 items.</summary>
internal sealed class SearchKeyKept : IServiceProbe
{
    public string Id => nameof(SearchKeyKept);

    public string Question => "Does an item keep its search key (0x300B) when it is imported?";

    public async Task<ProbeOutcome> RunAsync(ProbeBench bench, CancellationToken cancellationToken)
    {
        if (await bench.ReadImportedAsync($"$select=id&$expand=singleValueExtendedProperties($filter=id eq '{ExtendedProperty.SearchKey}')", cancellationToken).ConfigureAwait(false) is not { } read)
        {
            return ProbeOutcome.NotRun(ProbeBench.NoImportedItem);
        }

        if (read.Sample.Item.Item.SearchKey is not { } key)
        {
            return ProbeOutcome.NotRun("No item of the source test mailbox that was looked at has a search key. Send it a mail and ask again.");
        }

        var after = read.Answer.List("singleValueExtendedProperties").Select(property => property.GetProperty("value").GetString()).FirstOrDefault();
        return after == Convert.ToBase64String(key)
            ? ProbeOutcome.Answered("Yes", "Copies are recognised at the destination by it: nothing is copied twice, also when the store is lost.")
            : ProbeOutcome.Answered(
                after is null ? "No: the copy has none" : "No: the copy has another",
                "Copies would be recognised by their class, subject, message id and times only, and a second run could copy items twice. Do not migrate; send us the file of this test.");
    }
}
