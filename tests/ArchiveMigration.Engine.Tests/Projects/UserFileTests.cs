using System.Text;
using ArchiveMigration.Engine.Projects;
using ArchiveMigration.Engine.Tests.Ledger;

namespace ArchiveMigration.Engine.Tests.Projects;

public sealed class UserFileTests : IDisposable
{
    private const string Wiz = "Source Email,Source Login Name,Source Password,Destination Email,Destination Login Name,Destination Password,Flags";

    private readonly StoreFolder folder = new();

    [Fact]
    public void MigrationWiz_bulk_add_is_read_and_its_passwords_are_not()
    {
        var file = Read(Wiz + "\nanna@contoso.com,admin,hunter2,anna.berg@fabrikam.com,admin,hunter3,0\nbob@contoso.com,,,,,,\n");

        Assert.Equal([("anna@contoso.com", "anna.berg@fabrikam.com"), ("bob@contoso.com", null)], file.Rows.Select(row => (row.SourceAddress, row.DestinationAddress)));
        Assert.DoesNotContain("hunter", string.Join(' ', file.Rows), StringComparison.Ordinal);
        Assert.True(file.HasDestinations);
    }

    [Theory]
    [InlineData("EmailAddress\nanna@contoso.com\n")]
    [InlineData("emailaddress;MailboxType\r\nanna@contoso.com;ArchiveOnly\r\n")]
    [InlineData("\"Display Name\"\t\"Source E-Mail\"\n\"Berg, Anna\"\tanna@contoso.com")]
    [InlineData("sep=;\nPrimarySmtpAddress;Alias\nanna@contoso.com;anna\n")]
    [InlineData("#TYPE Deserialized.Microsoft.Exchange.Data\n\"UserPrincipalName\",\"Alias\"\n\"anna@contoso.com\",\"anna\"\n")]
    [InlineData("\n\nSource_Email,Department,Source Login Name\n  anna@contoso.com  ,\"IT, Berlin\",x\n\n")]
    public void Headers_and_separators_of_spreadsheets_and_of_exchange_are_understood(string text)
    {
        var row = Assert.Single(Read(text).Rows);

        Assert.Equal(("anna@contoso.com", null), (row.SourceAddress, row.Fault));
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("windows-1252", false)]
    public void Encodings_are_told_apart_with_their_marks_and_without(string name, bool hasMark)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        byte[] bytes = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes("EmailAddress;DisplayName\nbjörn@contoso.com;Björn Ågren\n")];

        var row = Assert.Single(Read(bytes).Rows);

        Assert.Equal(("björn@contoso.com", "Björn Ågren"), (row.SourceAddress, row.DisplayName));
    }

    [Fact]
    public void A_column_that_says_source_goes_before_those_of_exchange()
        => Assert.Equal("anna@contoso.com", Assert.Single(Read("UserPrincipalName,EmailAddress,SourceAddress\nx@y.com,z@y.com,anna@contoso.com\n").Rows).SourceAddress);

    [Fact]
    public void Rows_keep_the_lines_they_stand_in()
    {
        var file = Read("sep=,\n\nEmailAddress,DisplayName\na@contoso.com,A\n\n\nb@contoso.com,\"B\nof two lines\"\nc@contoso.com,C\n");

        Assert.Equal([("a@contoso.com", 4), ("b@contoso.com", 8), ("c@contoso.com", 9)], file.Rows.Select(row => (row.SourceAddress!, row.Line)));
    }

    [Fact]
    public void A_row_says_options_of_its_own()
    {
        var rows = Read("EmailAddress,DestinationMailbox,TargetRootFolder\na@contoso.com,primary,Old/Archive\nb@contoso.com,,\nc@contoso.com,Nowhere,\n").Rows;

        Assert.Equal(new UserOptions { DestinationMailbox = DestinationMailbox.Primary, TargetRootFolder = "Old/Archive" }, rows[0].Options);
        Assert.Equal(UserOptions.None, rows[1].Options);
        Assert.Contains("'Nowhere'", rows[2].Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_says_a_window_of_time_of_its_own()
    {
        var rows = Read("EmailAddress,Received After,ReceivedBefore\na@contoso.com,2015-01-31T00:00Z,\nb@contoso.com,,soon\n").Rows;

        Assert.Equal(new UserOptions { ReceivedAfter = new DateTimeOffset(2015, 1, 31, 0, 0, 0, TimeSpan.Zero) }, rows[0].Options);
        Assert.Equal("ReceivedBefore cannot be 'soon'.", rows[1].Fault);
    }

    [Fact]
    public void A_quotation_mark_that_is_not_closed_does_not_pass_for_one_user()
    {
        var row = Assert.Single(Read("Source Email,Destination Email\n\"anna@contoso.com,x\nbob@contoso.com,y@fabrikam.com\n").Rows);

        Assert.Contains("quotation mark is not closed: the lines 2 to ", row.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_with_more_cells_than_columns_is_not_guessed_at()
        => Assert.Contains("It has 4 cells", Assert.Single(Read("Source Email,DisplayName,Destination Email\nanna@contoso.com,Berg, Anna,x@fabrikam.com\n").Rows).Fault, StringComparison.Ordinal);

    [Theory]
    [InlineData("Mail;Department\nanna@contoso.com;IT\n", ErrorIds.UserAddressMissing, "'Mail', 'Department', separated by semicolons; expected is one of Source Email")]
    [InlineData("anna@contoso.com,anna@fabrikam.com\n", ErrorIds.InvalidArgument, "holds addresses")]
    [InlineData("Source Email,source-email\na@b.com,c@d.com\n", ErrorIds.InvalidArgument, "twice")]
    [InlineData("\n \n", ErrorIds.InvalidArgument, "is empty")]
    [InlineData("PK\u0003\u0004workbook", ErrorIds.InvalidArgument, "workbook")]
    public void A_list_that_cannot_be_one_is_refused_with_what_was_found(string text, string errorId, string message)
    {
        var failure = Assert.Throws<MigrationException>(() => Read(text));

        Assert.Equal(errorId, failure.ErrorId);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.NotNull(failure.Remedy);
    }

    public void Dispose() => folder.Dispose();

    private UserFile Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private UserFile Read(byte[] bytes)
    {
        var path = Path.Combine(folder.Root, "users.csv");
        File.WriteAllBytes(path, bytes);
        return UserFile.Read(path);
    }
}
