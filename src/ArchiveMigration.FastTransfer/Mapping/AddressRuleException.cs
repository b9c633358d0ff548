namespace ArchiveMigration.FastTransfer.Mapping;

/// <summary>A mapping rule or a line of the address directory cannot be used as it is written.</summary>
public sealed class AddressRuleException : FormatException
{
    /// <summary>Names the value that is refused and why.</summary>
    public AddressRuleException(string value, string reason)
        : base($"'{value}' cannot be used: {reason}.")
    {
        Value = value;
        Reason = reason;
    }

    /// <summary>The rule, address or distinguished name that is refused, as it was written.</summary>
    public string Value { get; }

    /// <summary>What is wrong with it and what would be right.</summary>
    public string Reason { get; }
}
