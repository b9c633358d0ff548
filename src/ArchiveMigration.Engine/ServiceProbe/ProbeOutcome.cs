namespace ArchiveMigration.Engine.ServiceProbe;

/// <summary>What a probe found out.</summary>
internal sealed record ProbeOutcome(ServiceAnswerStatus Status, string? Answer, string Meaning)
{
    public static ProbeOutcome Answered(string answer, string meaning) => new(ServiceAnswerStatus.Answered, answer, meaning);

    /// <summary>It could not be asked.</summary>
    public static ProbeOutcome NotRun(string why) => new(ServiceAnswerStatus.NotRun, null, why);

    /// <summary>The service said something that answers nothing.</summary>
    public static ProbeOutcome Unclear(string said) => new(ServiceAnswerStatus.Unclear, said, "Nothing follows from it. Please send us the file of this test.");
}
