using System.Text;
using ArchiveMigration.Engine.Proof;

namespace ArchiveMigration.Engine.Tests.Proof;

public sealed class CanonicalJsonTests
{
    [Fact]
    public void Members_are_sorted_by_code_units_and_nothing_is_escaped_that_need_not_be()
        => Assert.Equal(
            "{\"\":\"<'/>\",\"Z\":[1,true,null],\"a\":{\"b\":-9007199254740992},\"ö\":\"\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f\u007f\u2028😀\",\"😀\":{},\"\ufb33\":[]}",
            Write((IEnumerable<(string, object?)>)
            [
                ("😀", Array.Empty<(string, object?)>()),
                ("\ufb33", Array.Empty<object>()),
                ("ö", "\"\\\b\f\n\r\t\0\u001f\u007f\u2028😀"),
                ("a", (IEnumerable<(string, object?)>)[("b", -(1L << 53)), ("left out", null)]),
                ("Z", new object?[] { 1, true, null }),
                ("", "<'/>"),
            ]));

    [Fact]
    public void What_other_readers_would_not_read_exactly_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Write((1L << 53) + 1));
        Assert.Throws<ArgumentException>(() => Write(0.5));
        Assert.ThrowsAny<ArgumentException>(() => Write("half a pair: \ud83d"));
    }

    private static string Write(object? value)
    {
        using var output = new MemoryStream();
        CanonicalJson.Write(output, value);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
