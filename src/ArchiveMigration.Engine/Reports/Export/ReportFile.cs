namespace ArchiveMigration.Engine.Reports.Export;

/// <summary>
/// A report's way to the disk: into a file beside it that then takes its name. Whoever has the old one open keeps it whole, and nothing half written is left behind.
/// </summary>
internal static class ReportFile
{
    /// <summary>Writes a file.</summary>
    /// <param name="request">Where to, and what may be replaced.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="MigrationException">ReportFileNotWritable.</exception>
    public static async Task<FileInfo> WriteAsync(ReportRequest request, Func<Stream, Task> write)
    {
        var path = request.Path;
        if (Directory.Exists(path) || !Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw Fail(path, MigrationErrorKind.InvalidInput, $"'{path}' is no place for a file.", "Name a file in a folder that is there.");
        }

        if (File.Exists(path) && !request.Overwrite)
        {
            throw Fail(path, MigrationErrorKind.AlreadyExists, $"There is a file '{path}' already.", "Name another file, or leave -NoClobber away to replace it.");
        }

        if (File.Exists(path) && !request.Force && File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly))
        {
            throw Fail(path, MigrationErrorKind.AlreadyExists, $"The file '{path}' is marked as read-only.", "Name another file, or say -Force to replace it.");
        }

        var partial = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            var file = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, 64 * 1024);
            await using (file.ConfigureAwait(false))
            {
                await write(file).ConfigureAwait(false);
            }

            Replace(partial, request);
            return new FileInfo(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Fail(path, MigrationErrorKind.InvalidInput, $"The report could not be written to '{path}': {failure.Message}", "If a program shows that file, close it there; otherwise name a file in a folder that this account may write to. A report that was there is as it was.", failure);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static void Replace(string partial, ReportRequest request)
    {
        // Windows moves nothing over a file that is marked as read-only.
        if (request.Force && File.Exists(request.Path))
        {
            File.SetAttributes(request.Path, File.GetAttributes(request.Path) & ~FileAttributes.ReadOnly);
        }

        File.Move(partial, request.Path, request.Overwrite);
    }

    private static MigrationException Fail(string path, MigrationErrorKind kind, string message, string remedy, Exception? cause = null)
        => new(ErrorIds.ReportFileNotWritable, kind, message, cause) { Target = path, Remedy = remedy };
}
