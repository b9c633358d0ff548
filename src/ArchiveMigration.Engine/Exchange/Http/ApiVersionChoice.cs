namespace ArchiveMigration.Engine.Exchange.Http;

/// <summary>
/// Which version of the API serves a mailbox: what the service answers decides. Archives are served by beta today and by v1.0
/// some day; the first version that works is remembered for the mailbox.
/// </summary>
internal sealed class ApiVersionChoice(string first)
{
    private volatile string current = first;

    public string Current => current;

    /// <summary>Sends in the version that works, trying the other one when this one does not serve the mailbox.</summary>
    public async Task<T> SendAsync<T>(Func<string, Task<T>> send)
    {
        string tried = current;
        ServiceRefusedException refusal;
        try
        {
            return await send(tried).ConfigureAwait(false);
        }
        catch (ServiceRefusedException e) when (IsAboutTheVersion(e.Failure))
        {
            refusal = e;
        }

        string other = tried == MailboxUrl.Beta ? MailboxUrl.V1 : MailboxUrl.Beta;
        try
        {
            T answer = await send(other).ConfigureAwait(false);
            current = other;
            return answer;
        }
        catch (ServiceRefusedException e) when (IsAboutTheVersion(e.Failure))
        {
            throw refusal; // Neither serves it: the version we believed in tells why.
        }
    }

    private static bool IsAboutTheVersion(ServiceFailure failure) =>
        failure.Mentions(ServiceRefusals.ArchiveNotAllowed) || ServiceRefusals.IsUnknownPath(failure);
}
