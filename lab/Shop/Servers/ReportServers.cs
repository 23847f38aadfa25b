using Pinstitch.Lab.Shop.Reports;

namespace Pinstitch.Lab.Shop.Servers;

/// <summary>The report APIs of the synthetic shop's three ad platforms, on loopback.</summary>
public sealed class ReportServers : IAsyncDisposable
{
    private readonly ServerMemory memory;

    private ReportServers(ServerMemory memory, LoopbackServer pinterest, LoopbackServer meta, LoopbackServer google) =>
        (this.memory, Pinterest, Meta, Google) = (memory, pinterest, meta, google);

    /// <summary>Pinterest Ads API v5 below <c>/v5</c>.</summary>
    public LoopbackServer Pinterest { get; }

    /// <summary>Graph API below <c>/v25.0</c>.</summary>
    public LoopbackServer Meta { get; }

    /// <summary>Google Ads API below <c>/v25</c>, and the token endpoint at <c>/token</c>.</summary>
    public LoopbackServer Google { get; }

    /// <param name="ledger">What the platforms know.</param>
    /// <param name="now">The shop's clock: reports show what was known by then.</param>
    /// <param name="folder">Where the platforms keep their jobs and addresses, so that a killed lab finds them again; null keeps nothing.</param>
    /// <param name="cancellation">Gives up starting.</param>
    public static async Task<ReportServers> StartAsync(AdLedger ledger, TimeProvider now, string? folder, CancellationToken cancellation)
    {
        var memory = new ServerMemory(folder);
        return new(
            memory,
            await LoopbackServer.StartAsync(Usual(ledger, now, memory).Map, "pinterest", memory, cancellation),
            await LoopbackServer.StartAsync(new MetaServer(ledger, now, memory).Map, "meta", memory, cancellation),
            await LoopbackServer.StartAsync(new GoogleServer(ledger, now).Map, "google", memory, cancellation));
    }

    /// <summary>Notes the addresses, once the folder belongs to this process and has been cleared if it was to be.</summary>
    public void Remember()
    {
        foreach (var (name, server) in new[] { ("pinterest", Pinterest), ("meta", Meta), ("google", Google) })
            memory.Keep(name, new() { ["port"] = server.Address.Port });
    }

    private static PinterestServer Usual(AdLedger ledger, TimeProvider now, ServerMemory memory)
    {
        var server = new PinterestServer(ledger, now, memory);
        // Once in a while the limit is hit; the header says how long to wait.
        server.Script.Next("poll", http =>
        {
            http.Response.Headers["x-ratelimit-reset"] = "1";
            return PinterestServer.Refuse(429, 8, "You have exceeded your rate limit. Try again later.");
        });
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await Pinterest.DisposeAsync();
        await Meta.DisposeAsync();
        await Google.DisposeAsync();
    }
}
