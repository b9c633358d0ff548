namespace ArchiveMigration.Chaos.Audits;

/// <summary>What an audit came to.</summary>
internal sealed class Verdict
{
    public List<Finding> Findings { get; } = [];

    public int Lost => Count("lost");

    public int Duplicated => Count("duplicated");

    public int Altered => Count("altered");

    public bool IsClean => Findings.Count == 0;

    private int Count(string what) => Findings.Count(finding => finding.What == what);
}
