using ArchiveMigration.FastTransfer.Mapping;

namespace ArchiveMigration.Engine.Projects;

/// <summary>The rules for a line of the recipients table.</summary>
public static class RecipientRules
{
    /// <summary>
    /// Gives a recipient as it is saved: the name without <c>X500:</c> or <c>EX:</c> before it, the address without <c>smtp:</c>, its domain as DNS has it.
    /// </summary>
    /// <exception cref="MigrationException">InvalidArgument: the name is no legacyExchangeDN, or the address no SMTP address.</exception>
    public static MigrationRecipient Check(MigrationRecipient recipient)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        if (recipient.LegacyExchangeDN is { } dn && dn.Any(char.IsControl))
        {
            throw CatalogError.Invalid(
                $"The legacyExchangeDN of {recipient.PrimarySmtpAddress} contains the control character U+{(int)dn.First(char.IsControl):X4}.",
                recipient.LegacyExchangeDN,
                "Export the recipients again: a legacyExchangeDN is one line of text.");
        }

        try
        {
            var (name, address) = new AddressDirectory([new(recipient.LegacyExchangeDN!, recipient.PrimarySmtpAddress)]).Entries.Single();
            return recipient with { LegacyExchangeDN = name, PrimarySmtpAddress = address };
        }
        catch (AddressRuleException refused)
        {
            throw CatalogError.Invalid(
                $"{refused.Message.TrimEnd('.')}. It is the recipient {recipient.PrimarySmtpAddress}, {recipient.LegacyExchangeDN}.",
                refused.Value,
                "Give a legacyExchangeDN and an SMTP address, as in: Get-Mailbox -ResultSize Unlimited | Add-ArchiveMigrationRecipient -Project …");
        }
    }
}
