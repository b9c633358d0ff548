namespace ArchiveMigration.Tests.Pester;

/// <summary>How one test file went, as tests/pester/Run.ps1 writes it.</summary>
public sealed record PesterOutcome(string File, int Passed, int Failed, int Skipped, IReadOnlyList<string> Failures);
