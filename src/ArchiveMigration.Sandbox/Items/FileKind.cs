namespace ArchiveMigration.Sandbox.Items;

/// <summary>What a file's extension promises.</summary>
internal sealed record FileKind(string Extension, string MimeType, byte[] Signature)
{
    private static readonly FileKind[] Known =
    [
        new(".pdf", "application/pdf", [.. "%PDF-1.7\n"u8]),
        new(".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", [0x50, 0x4B, 3, 4]),
        new(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", [0x50, 0x4B, 3, 4]),
        new(".zip", "application/x-zip-compressed", [0x50, 0x4B, 3, 4]),
        new(".png", "image/png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        new(".jpg", "image/jpeg", [0xFF, 0xD8, 0xFF, 0xE0]),
        new(".txt", "text/plain", []),
    ];

    public static FileKind Of(string fileName) =>
        Array.Find(Known, kind => fileName.EndsWith(kind.Extension, StringComparison.Ordinal))
        ?? throw new ArgumentException($"The file '{fileName}' has an extension nobody knows.", nameof(fileName));
}
