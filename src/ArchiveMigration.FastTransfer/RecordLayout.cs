namespace ArchiveMigration.FastTransfer;

/// <summary>
/// The outer layer of an exported item: records of opcode, length and payload, little-endian, without padding. Nowhere
/// specified in public; the meaning is that of the methods of the COM interface IExchangeFastTransfer (EdkMdb.h in
/// microsoft/MAPIStubLibrary), and the values are those of the items printed in Microsoft's documentation.
/// </summary>
internal static class RecordLayout
{
    /// <summary>Opcode of the records that carry the item.</summary>
    public const uint TransferBuffer = 2;

    /// <summary>Bytes of opcode and length before each payload.</summary>
    public const int RecordHeaderSize = 8;

    /// <summary>Bytes before the first TransferBuffer record, always the same number.</summary>
    public const int ItemHeaderSize = 62;

    /// <summary>Bytes of <see cref="ItemHeaderStart"/>; the version follows.</summary>
    public const int VersionOffset = ItemHeaderSize - FastTransferVersion.Size;

    /// <summary>The largest TransferBuffer payload Exchange Online was seen to write; the protocol's own limit is 16 bits.</summary>
    public const int MaximumPayload = 31_680;

    /// <summary>The records Config, IsInterfaceOk and the head of TellPartnerVersion; no value in them was ever seen to vary.</summary>
    public static ReadOnlySpan<byte> ItemHeaderStart =>
    [
        // Config: flags 0, method TRANSFER_COPYTO.
        1, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0,
        // IsInterfaceOk: method, IID_IMessage {00020307-0000-0000-C000-000000000046}, flags MAPI_UNICODE | BestBody | 0x400.
        3, 0, 0, 0, 0x18, 0, 0, 0, 1, 0, 0, 0, 7, 3, 2, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46, 0, 0x24, 0, 0x80,
        // TellPartnerVersion.
        4, 0, 0, 0, 6, 0, 0, 0,
    ];
}
