namespace ArchiveMigration.FastTransfer;

/// <summary>Takes atoms and value bytes and makes records of them.</summary>
internal interface IRecordOutput
{
    /// <summary>Room for an atom, which stays in one record. The caller fills all of it.</summary>
    Span<byte> Atom(int size);

    /// <summary>Bytes of a variable-size value, which may be cut anywhere.</summary>
    void Bytes(ReadOnlySpan<byte> bytes);

    /// <summary>Ends the last record.</summary>
    void FlushRecord();
}
