using System.Text.RegularExpressions;

namespace ArchiveMigration.Engine.ServiceProbe;

/// <summary>Takes out of a service's words what names a tenant, a mailbox, a person or a credential.</summary>
internal static partial class EvidenceText
{
    public static string? Mask(string? said)
    {
        if (said is null)
        {
            return null;
        }

        var text = Url().Replace(said, "<url>");
        text = MailboxId().Replace(text, "<mailbox>");
        text = Address().Replace(text, "<address>");
        text = Guid().Replace(text, "<id>");
        return OpaqueId().Replace(text, "<id>");
    }

    [GeneratedRegex(@"https?://[^\s""'<>]+", RegexOptions.IgnoreCase)]
    private static partial Regex Url();

    [GeneratedRegex(@"MBX(:|%3A)[^\s""'()]+[^\s""'().,]", RegexOptions.IgnoreCase)]
    private static partial Regex MailboxId();

    [GeneratedRegex(@"[^\s""'<>,;:()]+@[^\s""'<>,;:()]+[^\s""'<>,;:().]")]
    private static partial Regex Address();

    [GeneratedRegex(@"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", RegexOptions.IgnoreCase)]
    private static partial Regex Guid();

    [GeneratedRegex(@"[A-Za-z0-9+/_=-]{40,}")]
    private static partial Regex OpaqueId();
}
