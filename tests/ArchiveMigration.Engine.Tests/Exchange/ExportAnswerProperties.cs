using System.Net;
using System.Text;
using ArchiveMigration.Engine.Exchange.Export;
using ArchiveMigration.Engine.Exchange.Http;
using FsCheck;
using FsCheck.Fluent;

namespace ArchiveMigration.Engine.Tests.Exchange;

/// <summary>What holds for every answer of an export, tried with many made at random.</summary>
public class ExportAnswerProperties
{
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(100);

    [Fact]
    public void However_an_answer_is_cut_into_reads_the_content_is_the_same() => Check(async (answer, random) =>
    {
        List<string> read = await ReadAllAsync(answer.Json, _ => random.Next(1, 40));
        List<string> readLarge = await ReadAllAsync(answer.Json, left => random.Next(1, left + 1));
        return read.SequenceEqual(answer.Items) && readLarge.SequenceEqual(answer.Items);
    });

    [Fact]
    public void An_answer_that_ends_early_anywhere_is_never_taken_for_whole() => Check(async (answer, random) =>
    {
        // Everything but white space behind the last brace belongs to the answer.
        int length = Encoding.UTF8.GetString(answer.Json).TrimEnd().Length;
        for (int kept = 0; kept < length; kept += random.Next(1, 9))
        {
            byte[] cut = answer.Json[..kept];
            List<string> read = [];
            Exception? failure = await Record.ExceptionAsync(() => ReadAllAsync(cut, _ => random.Next(1, 40), read, random.Next(2) == 0 ? null : new IOException("reset")));
            if (failure is not (AnswerBrokenException or MigrationException { IsTransient: true }) || !read.SequenceEqual(answer.Items.Take(read.Count)))
            {
                return false;
            }
        }

        return true;
    });

    [Fact]
    public void Content_that_nobody_reads_to_its_end_does_not_disturb_the_next() => Check(async (answer, random) =>
    {
        await using ExportAnswer export = Open(answer.Json, _ => random.Next(1, 40));
        int seen = 0;
        while (await export.NextAsync(default) is { } entry)
        {
            bool isWhole = random.Next(2) == 0;
            string expected = answer.Items[seen++];
            if (entry.Content is { } content && isWhole && expected != entry.ItemId + ":" + Encoding.ASCII.GetString(await Reading.ReadAsync(content)))
            {
                return false;
            }
        }

        return seen == answer.Items.Count;
    });

    [Fact]
    public async Task A_long_content_is_passed_on_in_one_pass_without_growing_memory()
    {
        byte[] base64 = new byte[8 * 1024 * 1024];
        Array.Fill(base64, (byte)'A');
        byte[] json = [.. "{\"value\":[{\"itemId\":\"I\",\"data\":\""u8, .. base64, .. "\"}]}"u8];
        await using ExportAnswer export = Open(new MemoryStream(json));
        ExportEntry entry = (await export.NextAsync(default))!;
        long before = GC.GetAllocatedBytesForCurrentThread();

        // Nothing waits in memory, so all of it happens on this thread.
        Task copied = entry.Content!.CopyToAsync(Stream.Null);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 128 * 1024);
        Assert.True(copied.IsCompletedSuccessfully);
    }

    private static void Check(Func<MadeAnswer, Random, Task<bool>> holds) => FsCheck.Check.One(
        Quick,
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            return holds(MadeAnswer.Make(random), random).GetAwaiter().GetResult();
        }));

    private static async Task<List<string>> ReadAllAsync(byte[] json, Func<int, int> sizeOfNextRead, List<string>? read = null, Exception? endsWith = null)
    {
        read ??= [];
        await using ExportAnswer export = Open(json, sizeOfNextRead, endsWith);
        while (await export.NextAsync(default) is { } entry)
        {
            read.Add(entry.ItemId + ":" + (entry.Content is { } content
                ? Encoding.ASCII.GetString(await Reading.ReadAsync(content))
                : entry.Error is { } error ? $"{error.Code}/{error.Message}" : "nothing"));
        }

        return read;
    }

    private static ExportAnswer Open(byte[] json, Func<int, int> sizeOfNextRead, Exception? endsWith = null) => Open(new DrippingStream(json, sizeOfNextRead, endsWith));

    private static ExportAnswer Open(Stream body)
    {
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(body) };
        return new ExportAnswer(
            new GraphAnswer(response, new AnswerClock(TimeSpan.FromMinutes(1), TimeProvider.System, default), null, null, false),
            isAboutOneItem: false,
            error => new MigrationException(ErrorIds.ItemMigrationFailed, MigrationErrorKind.Service, error.Code),
            broken => new MigrationException(ErrorIds.ServiceAnswerMalformed, MigrationErrorKind.InvalidData, broken.Message) { IsTransient = true });
    }
}
