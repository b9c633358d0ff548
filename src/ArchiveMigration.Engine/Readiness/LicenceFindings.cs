using ArchiveMigration.Engine.Mailboxes;

namespace ArchiveMigration.Engine.Readiness;

/// <summary>What the destination's licences mean for an archive.</summary>
internal static class LicenceFindings
{
    private const string Remedy = "Assign a licence with Exchange Online Plan 2, or Plan 1 with Exchange Online Archiving";

    /// <param name="address">The destination address.</param>
    /// <param name="kind">Which mailbox is written to.</param>
    /// <param name="hasMailbox">Whether it is there and could be read.</param>
    /// <param name="licence">What is assigned; null when that could not be read.</param>
    public static IEnumerable<ReadinessFinding> Of(string address, MailboxKind kind, bool hasMailbox, ArchiveLicence? licence)
    {
        if (kind != MailboxKind.Archive)
        {
            yield break;
        }

        if (licence is null)
        {
            yield return new ReadinessFinding(
                ReadinessFindingKind.LicenceUnknown, ReadinessVerdict.Ready, "Destination", $"The licences of {address} could not be read.", "Grant User.Read.All or LicenseAssignment.Read.All to know them.");
        }
        else if (licence is { Name: not null, ArchiveBytes: null })
        {
            yield return Missing($"{address} has {licence.Name}, which allows no archive.", ReadinessVerdict.Blocked);
        }
        else if (licence.Name is null)
        {
            // Government, education and bundles have plans of their own that are not in our list: where there is an archive, nobody is stopped by it.
            yield return hasMailbox
                ? Missing($"{address} has an archive, and no Exchange plan that is known to allow one.", ReadinessVerdict.Warning)
                : Missing($"{address} has no Exchange plan that is known to allow an archive.", ReadinessVerdict.Blocked);
        }

        ReadinessFinding Missing(string message, ReadinessVerdict verdict) => new(
            ReadinessFindingKind.NoArchiveLicence, verdict, "Destination", message, hasMailbox ? $"{Remedy}." : $"{Remedy}, then: Enable-Mailbox {address} -Archive");
    }
}
