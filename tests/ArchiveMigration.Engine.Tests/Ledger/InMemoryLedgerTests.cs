using ArchiveMigration.Engine.Ledger;

namespace ArchiveMigration.Engine.Tests.Ledger;

/// <summary>The model that tests of passes run on keeps the same promises as the real ledger.</summary>
public sealed class InMemoryLedgerTests : LedgerTests
{
    public InMemoryLedgerTests() => Ledger = new InMemoryLedger(Time);

    protected override ILedger Ledger { get; }

    protected override long User => 1;

    protected override long OtherUser => 2;
}
