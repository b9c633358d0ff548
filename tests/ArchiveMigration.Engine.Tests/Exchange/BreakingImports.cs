namespace ArchiveMigration.Engine.Tests.Exchange;

/// <summary>Loses the first connection after some bytes of the body.</summary>
internal sealed class BreakingImports(int afterBytes) : DelegatingHandler
{
    private bool hasBroken;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!hasBroken)
        {
            hasBroken = true;
            await request.Content!.CopyToAsync(new BreakingStream(afterBytes), cancellationToken);
        }

        return await base.SendAsync(request, cancellationToken);
    }

    private sealed class BreakingStream(int afterBytes) : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            Length + buffer.Length > afterBytes ? throw new IOException("Broken pipe.") : base.WriteAsync(buffer, cancellationToken);
    }
}
