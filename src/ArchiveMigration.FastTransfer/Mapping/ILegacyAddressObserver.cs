namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>Is told each distinguished name met while items are read for mapping, also in those that turn out not to be readable to their end.</summary>
public interface ILegacyAddressObserver
{
    /// <summary>A distinguished name was met.</summary>
    /// <param name="legacyDn">The name; valid during the call.</param>
    /// <param name="smtpAddress">Its SMTP address before mapping, or nothing when neither item nor directory knows it; valid during the call.</param>
    /// <param name="isMapped">Whether an SMTP address takes its place.</param>
    void Met(ReadOnlySpan<char> legacyDn, ReadOnlySpan<char> smtpAddress, bool isMapped);
}
