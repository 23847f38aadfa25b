using Pinstitch.Lab.Shop.Reports;

namespace Pinstitch.Lab.Shop.Servers;

/// <summary>The report APIs of the synthetic shop's three ad platforms, on loopback.</summary>
public sealed class ReportServers : IAsyncDisposable
{
    private ReportServers(LoopbackServer pinterest, LoopbackServer meta, LoopbackServer google) =>
        (Pinterest, Meta, Google) = (pinterest, meta, google);

    /// <summary>Pinterest Ads API v5 below <c>/v5</c>.</summary>
    public LoopbackServer Pinterest { get; }

    /// <summary>Graph API below <c>/v25.0</c>.</summary>
    public LoopbackServer Meta { get; }

    /// <summary>Google Ads API below <c>/v25</c>, and the token endpoint at <c>/token</c>.</summary>
    public LoopbackServer Google { get; }

    /// <param name="ledger">What the platforms know.</param>
    /// <param name="now">The shop's clock: reports show what was known by then.</param>
    /// <param name="cancellation">Gives up starting.</param>
    public static async Task<ReportServers> StartAsync(AdLedger ledger, TimeProvider now, CancellationToken cancellation) => new(
        await LoopbackServer.StartAsync(Usual(ledger, now).Map, cancellation),
        await LoopbackServer.StartAsync(new MetaServer(ledger, now).Map, cancellation),
        await LoopbackServer.StartAsync(new GoogleServer(ledger, now).Map, cancellation));

    private static PinterestServer Usual(AdLedger ledger, TimeProvider now)
    {
        var server = new PinterestServer(ledger, now);
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
