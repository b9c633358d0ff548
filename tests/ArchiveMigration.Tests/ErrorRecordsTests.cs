using System.Management.Automation;
using ArchiveMigration.Engine;
using ArchiveMigration.Output;

namespace ArchiveMigration.Tests;

public sealed class ErrorRecordsTests
{
    [Fact]
    public void Text_says_what_happened_then_what_a_ticket_needs_and_leaves_the_remedy_to_the_recommended_action()
    {
        var failure = new MigrationException(ErrorIds.EndpointAuthenticationFailed, MigrationErrorKind.Authentication, "Contoso cannot be used: the secret is wrong.")
        {
            Remedy = "Give the secret's value, not its id.",
            ServiceCode = "AADSTS7000215",
            RequestId = "3f1c",
        };

        Assert.Equal("Contoso cannot be used: the secret is wrong. (AADSTS7000215, request id 3f1c)", ErrorRecords.Text(failure));
    }

    [Fact]
    public void Text_does_not_say_the_code_twice()
    {
        var failure = new MigrationException(ErrorIds.ServiceError, MigrationErrorKind.Service, "Refused (ErrorAccessDenied).") { ServiceCode = "ErrorAccessDenied" };

        Assert.Equal("Refused (ErrorAccessDenied).", ErrorRecords.Text(failure));
    }

    [Fact]
    public void Every_kind_of_failure_has_a_category_of_its_own()
    {
        var categories = Enum.GetValues<MigrationErrorKind>().Select(ErrorRecords.Category).ToList();

        Assert.DoesNotContain(ErrorCategory.NotSpecified, categories);
        Assert.Equal(categories.Count, categories.Distinct().Count());
    }
}
