using ArchiveMigration.Engine.Notifications;

namespace ArchiveMigration.Engine.Tests.Notifications;

public sealed class MailTemplateTests
{
    [Fact]
    public void Fields_are_filled_in_and_Markdown_becomes_HTML()
    {
        var template = MailTemplate.Parse("before.md", "Subject: Hello {{ name }}\n\n**{{Name}}**, see [this](https://x.example/{{Project}})\n\n| a | b |\n|---|---|\n| 1 | {{Project}} |\n");

        var (subject, text, html) = template.Render(field => field.Equals("name", StringComparison.OrdinalIgnoreCase) ? "Anna" : "Merger");

        Assert.Equal("Hello Anna", subject);
        Assert.StartsWith("**Anna**, see", text, StringComparison.Ordinal);
        Assert.Contains("<strong>Anna</strong>", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://x.example/Merger\">", html, StringComparison.Ordinal);
        Assert.Contains("<td>Merger</td>", html, StringComparison.Ordinal);
        Assert.Contains("<title>Hello Anna</title>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_is_text_whatever_is_in_it()
    {
        const string name = "<script>alert(1)</script> *Bobby* [x](http://evil.example) `a` & Søn_s_ # 1.";

        var (_, text, html) = MailTemplate.Parse("t.md", "Subject: x\n{{Name}}\n").Render(_ => name);

        Assert.Equal(name, text);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt; *Bobby* [x](http://evil.example) `a` &amp; Søn_s_ # 1.", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_that_there_is_not_is_told_with_its_line_and_the_nearest_one()
    {
        var error = Assert.Throws<MigrationException>(() => MailTemplate.Parse("before.md", "Subject: x\n\nHello {{Name}},\non {{StartDat}}\n"));

        Assert.Equal((ErrorIds.TemplateFieldUnknown, "StartDat"), (error.ErrorId, error.Target));
        Assert.Equal("before.md, line 4: there is no field 'StartDat'.", error.Message);
        Assert.Contains("'StartDate'", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_without_a_value_is_told_with_its_line()
    {
        var error = Assert.Throws<MigrationException>(() => MailTemplate.Parse("before.md", "Subject: On {{StartDate}}\n").Render(_ => null));

        Assert.Equal(ErrorIds.TemplateFieldUnknown, error.ErrorId);
        Assert.Contains("line 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("-StartTime", error.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Hello")]
    [InlineData("Subject:  \nHello")]
    public void A_template_without_a_subject_is_refused(string text)
        => Assert.Equal(ErrorIds.TemplateNotReadable, Assert.Throws<MigrationException>(() => MailTemplate.Parse("t.md", text)).ErrorId);

    [Fact]
    public void A_file_that_is_not_there_is_told()
        => Assert.Equal(ErrorIds.TemplateNotReadable, Assert.Throws<MigrationException>(() => MailTemplate.Read(Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.md"))).ErrorId);

    [Theory]
    [InlineData(NotificationKind.Before)]
    [InlineData(NotificationKind.After)]
    public void The_templates_of_the_module_can_be_filled_in(NotificationKind kind)
        => Assert.DoesNotContain("{{", MailTemplate.BuiltIn(kind).Render(field => field).Html, StringComparison.Ordinal);
}
