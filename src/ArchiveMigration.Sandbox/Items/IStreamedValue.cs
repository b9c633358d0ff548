using ArchiveMigration.FastTransfer;

namespace ArchiveMigration.Sandbox.Items;

/// <summary>A property's value that is made while it is written.</summary>
internal interface IStreamedValue
{
    /// <summary>Bytes.</summary>
    long Length { get; }

    /// <summary>Writes exactly so many.</summary>
    void WriteTo(FastTransferWriter writer);
}
