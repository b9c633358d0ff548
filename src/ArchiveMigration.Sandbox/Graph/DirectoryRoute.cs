using ArchiveMigration.Sandbox.Hosting;

namespace ArchiveMigration.Sandbox.Graph;

/// <summary>What a path outside the mailboxes asks for, and who answers it.</summary>
internal sealed record DirectoryRoute(SandboxOperation Operation, Func<GraphCall, Task> AnswerAsync)
{
    /// <exception cref="GraphException">Nothing is served there.</exception>
    public static DirectoryRoute Read(string method, IReadOnlyList<string> segments)
    {
        var get = HttpMethods.IsGet(method);
        return segments switch
        {
            [var o] when get && Is(o, "organization") => new(SandboxOperation.Organization, OrganizationEndpoints.ListAsync),
            [var d] when get && Is(d, "domains") => new(SandboxOperation.Domains, OrganizationEndpoints.DomainsAsync),
            [var u] when get && Is(u, "users") => new(SandboxOperation.FindUsers, UserEndpoints.FindAsync),
            [var u, var id] when get && Is(u, "users") => new(SandboxOperation.GetUser, call => UserEndpoints.GetAsync(call, id)),
            [var u, var id, var l] when get && Is(u, "users") && Is(l, "licenseDetails") => new(SandboxOperation.LicenseDetails, call => UserEndpoints.LicensesAsync(call, id)),
            [var u, var id, var s, var e] when get && Is(u, "users") && Is(s, "settings") && Is(e, "exchange") => new(SandboxOperation.ExchangeSettings, call => ExchangeSettingsEndpoint.AnswerAsync(call, id)),
            [var m, var s, var e] when get && Is(m, "me") && Is(s, "settings") && Is(e, "exchange") => new(SandboxOperation.ExchangeSettings, call => ExchangeSettingsEndpoint.AnswerAsync(call, null)),
            [var u, var id, var s] when HttpMethods.IsPost(method) && Is(u, "users") && Is(s, "sendMail") => new(SandboxOperation.SendMail, call => SendMailEndpoint.AnswerAsync(call, id)),
            [var u, var id, var f, var i, var r] when get && Is(u, "users") && Is(f, "mailFolders") && Is(i, "inbox") && Is(r, "messageRules") => new(SandboxOperation.ReadSettings, call => SettingsEndpoints.ListRulesAsync(call, id)),
            [var u, var id, var f, var i, var r] when HttpMethods.IsPost(method) && Is(u, "users") && Is(f, "mailFolders") && Is(i, "inbox") && Is(r, "messageRules") => new(SandboxOperation.WriteSettings, call => SettingsEndpoints.AddRuleAsync(call, id)),
            [var u, var id, var f, var i, var r, var rule] when HttpMethods.IsDelete(method) && Is(u, "users") && Is(f, "mailFolders") && Is(i, "inbox") && Is(r, "messageRules") => new(SandboxOperation.WriteSettings, call => SettingsEndpoints.DeleteRuleAsync(call, id, rule)),
            [var u, var id, var o, var c] when get && Is(u, "users") && Is(o, "outlook") && Is(c, "masterCategories") => new(SandboxOperation.ReadSettings, call => SettingsEndpoints.ListCategoriesAsync(call, id)),
            [var u, var id, var o, var c] when HttpMethods.IsPost(method) && Is(u, "users") && Is(o, "outlook") && Is(c, "masterCategories") => new(SandboxOperation.WriteSettings, call => SettingsEndpoints.AddCategoryAsync(call, id)),
            [var u, var id, var f, var folder] when get && Is(u, "users") && Is(f, "mailFolders") => new(SandboxOperation.ReadMailFolders, call => SettingsEndpoints.GetFolderAsync(call, id, folder)),
            [var u, var id, var f, var folder, var c] when get && Is(u, "users") && Is(f, "mailFolders") && Is(c, "childFolders") => new(SandboxOperation.ReadMailFolders, call => SettingsEndpoints.ListFoldersAsync(call, id, folder)),
            _ => throw GraphException.NoSuchSegment(segments.Count > 0 ? segments[^1] : string.Empty),
        };
    }

    private static bool Is(string segment, string name) => segment.Equals(name, StringComparison.OrdinalIgnoreCase);
}
