using ArchiveMigration.FastTransfer;

namespace ArchiveMigration.Engine.Proof.Content;

/// <summary>Lets a writer write into a printer.</summary>
internal sealed class PrinterStream(ItemPrinter printer) : WriteOnlyStream
{
    public override void Write(ReadOnlySpan<byte> buffer) => printer.Push(buffer);
}
