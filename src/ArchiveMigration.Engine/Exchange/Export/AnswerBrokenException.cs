namespace ArchiveMigration.Engine.Exchange.Export;

/// <summary>An export's answer ended early or is not JSON of the documented shape. Everything not yet read has to be asked for again.</summary>
internal sealed class AnswerBrokenException(string message, Exception? inner = null) : Exception(message, inner);
