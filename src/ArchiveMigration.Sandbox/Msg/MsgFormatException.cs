namespace ArchiveMigration.Sandbox.Msg;

/// <summary>A .msg file is damaged or is none. The message says what is wrong and, where it has a place, at which byte of the file.</summary>
public sealed class MsgFormatException : Exception
{
    /// <summary>Says what is wrong.</summary>
    public MsgFormatException(string problem)
        : base(problem)
    {
    }

    /// <summary>Says what is wrong and where.</summary>
    /// <param name="problem">What is wrong.</param>
    /// <param name="offset">The place in the file, in bytes from its start.</param>
    public MsgFormatException(string problem, long offset)
        : base(FormattableString.Invariant($"{problem} (at byte {offset} of the file)"))
    {
        Offset = offset;
    }

    /// <summary>The place of the damage in bytes from the start of the file, or null when it has none.</summary>
    public long? Offset { get; }
}
