using System.Globalization;
using System.Security.Cryptography;
using Azure.Core;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging.Abstractions;
using Pinstitch.Azure.Storage;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Functions.Collect;
using Pinstitch.Lab.Shop;
using Pinstitch.Lab.Shop.Reports;
using Pinstitch.Lab.Shop.Servers;
using Pinstitch.Platforms;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Collect;

/// <summary>
/// Collection from end to end: the real activities, the real orchestrator, real storage, and platforms that speak the real
/// APIs. What is not real is the clock, which leaps, and the engine, which replays like the real one and can be killed.
/// </summary>
internal sealed class CollectionWorld : IAsyncDisposable
{
    private static readonly ShopWorld Shop = ShopWorld.Make(ShopPlan.Demo with { People = 150, Days = 20 });
    private readonly LoopbackServer pinterest;
    private readonly LoopbackServer meta;
    private readonly LoopbackServer google;
    private readonly LoopbackServer further;
    private readonly List<IDisposable> clients = [];

    private CollectionWorld(Lake lake, LeapingClock clock, PinterestServer pinterestApi, MetaServer metaApi, GoogleServer googleApi, FurtherServers furtherApi, LoopbackServer[] servers, Executioner executioner)
    {
        (Lake, Clock, Pinterest, Meta, Google, Further, Executioner) = (lake, clock, pinterestApi, metaApi, googleApi, furtherApi, executioner);
        (pinterest, meta, google, further) = (servers[0], servers[1], servers[2], servers[3]);
        PinterestAddress = pinterest.Address;
        Secrets = new(executioner);
        foreach (var (name, secret) in furtherApi.Secrets()) Secrets[name] = secret;
        Restart();
    }

    public Lake Lake { get; }

    public LeapingClock Clock { get; }

    public PinterestServer Pinterest { get; }

    public MetaServer Meta { get; }

    public GoogleServer Google { get; }

    public FurtherServers Further { get; }

    public Executioner Executioner { get; }

    public MemorySecrets Secrets { get; }

    public ReportSources Sources { get; private set; } = null!;

    /// <summary>Where Pinterest is; another address takes effect with the next <see cref="Restart"/>.</summary>
    public Uri PinterestAddress { get; set; }

    public Measurement Measurement { get; set; } = CollectionMeasurement.Read(historyDays: 5);

    public RateTable Rates { get; set; } = RateTable.None("EUR");

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public AdAccount PinterestAccount => Measurement.Account("pinterest", Catalogue.PinterestAccount);

    /// <param name="azurite">Storage.</param>
    /// <param name="day">Which day of the shop it is.</param>
    public static async Task<CollectionWorld> MakeAsync(AzuriteFixture azurite, int day = 6)
    {
        var executioner = new Executioner();
        var clock = new LeapingClock(DateTimeOffset.FromUnixTimeSeconds(Shop.Plan.Start).AddDays(day).AddHours(5));
        var options = new BlobClientOptions();
        options.AddPolicy(new Executioner.StoragePolicy(AzuriteFixture.Unique("c"), executioner), HttpPipelinePosition.PerCall);
        var lake = new Lake(new BlobServiceClient(await azurite.ConnectionAsync(), options));
        var (pinterest, meta, google) = (new PinterestServer(Shop.Ledger, clock), new MetaServer(Shop.Ledger, clock), new GoogleServer(Shop.Ledger, clock));
        var further = new FurtherServers(Shop.Ledger, clock);
        LoopbackServer[] servers =
        [
            await LoopbackServer.StartAsync(pinterest.Map, Stop), await LoopbackServer.StartAsync(meta.Map, Stop), await LoopbackServer.StartAsync(google.Map, Stop),
            await LoopbackServer.StartAsync(further.Map, Stop),
        ];
        return new(lake, clock, pinterest, meta, google, further, servers, executioner);
    }

    /// <summary>What the platform has charged and claims, as its reports show it now.</summary>
    public IReadOnlyList<ReportRow> Ledger(string platform, ReportGrain grain, DateOnly from, DateOnly to) => Shop.Ledger.Report(
        platform switch { "pinterest" or "linkedin" => Channel.PinterestAds, "meta" or "tiktok" or "snapchat" => Channel.MetaAds, _ => Channel.GoogleAds }, grain, from, to, Clock.GetUtcNow().ToUnixTimeSeconds());

    /// <summary>A new process: nothing is left of what was only in memory.</summary>
    public void Restart()
    {
        var http = new HttpClient(new Executioner.PlatformHandler(Executioner));
        clients.Add(http);
        Sources = new(
            http,
            new(new Dictionary<string, Uri>(FurtherServers.Addresses(further.Address))
            {
                ["Pinterest"] = PinterestAddress, ["Meta"] = meta.Address, ["Google"] = google.Address, ["GoogleToken"] = new(google.Address, "/token"),
            }),
            Secrets,
            Clock);
    }

    /// <summary>What a platform was asked.</summary>
    public ServerScript Script(string platform) => platform switch
    {
        "pinterest" => Pinterest.Script, "meta" => Meta.Script, "google" => Google.Script, "tiktok" => Further.TikTok.Script, "microsoft" => Further.Microsoft.Script,
        "snapchat" => Further.Snapchat.Script, _ => Further.LinkedIn.Script,
    };

    public CollectionInput Input(string platform = "pinterest") => new(
        platform,
        Measurement.Accounts.First(account => account.Platform == platform).Id,
        DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime),
        Clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture));

    /// <summary>Collects an account without being killed.</summary>
    public Task<CollectionResult> CollectAsync(string platform = "pinterest") => CollectAsync(Input(platform));

    public Task<CollectionResult> CollectAsync(CollectionInput input) => new DrivenOrchestration(this, input).RunAsync();

    /// <summary>Collects one report over some of the shop's first days, under the usual run or another.</summary>
    public Task<Step<PublishedReport>> ReportAsync(string report, int first = 1, int last = 3, string platform = "pinterest") =>
        new DrivenOrchestration(this, Input(platform)).RunReportAsync(Request(report, first, last, platform));

    /// <summary>A report over some of the shop's first days, counted from 1.</summary>
    public ReportRequest Request(string report, int first = 1, int last = 3, string platform = "pinterest") => new(
        platform, Input(platform).AccountId, report, Shop.Plan.FirstDay.AddDays(first - 1), Shop.Plan.FirstDay.AddDays(last - 1));

    /// <summary>The pointer of a day of a report; null when it is not published.</summary>
    public Task<ReportPointer?> BeliefAsync(string report, int day, string platform = "pinterest") =>
        ReportBeliefs.AsOfAsync(Lake, Request(report, day, day, platform), Kind(report, platform), Shop.Plan.FirstDay.AddDays(day - 1), DateTimeOffset.MaxValue, Stop);

    public ReportKind Kind(string report, string platform = "pinterest") =>
        Sources.Get(platform).Kind(Measurement.Accounts.First(account => account.Platform == platform), report);

    /// <summary>Runs an activity by its name.</summary>
    public async Task<object?> ActAsync(string activity, object? input)
    {
        var ledger = new JobLedger(Lake);
        return activity switch
        {
            nameof(PlanCollection) => await new PlanCollection(Measurement, Sources, Lake, NullLogger<PlanCollection>.Instance).RunAsync((CollectionInput)input!, Stop),
            nameof(SubmitReport) => await new SubmitReport(Measurement, Sources, ledger, Clock, NullLogger<SubmitReport>.Instance).RunAsync((ReportStep)input!, Stop),
            nameof(PollReport) => await new PollReport(Measurement, Sources, ledger, Clock).RunAsync((ReportStep)input!, Stop),
            nameof(DownloadReport) => await new DownloadReport(Measurement, Sources, ledger, Lake, Clock).RunAsync((ReportStep)input!, Stop),
            nameof(PublishReport) => await new PublishReport(Measurement, Sources, ledger, Lake, Rates, NullLogger<PublishReport>.Instance).RunAsync((ReportStep)input!, Stop),
            nameof(ShareReport) => await new ShareReport(Measurement, Sources, ledger, NullLogger<ShareReport>.Instance).RunAsync((ReportStep)input!, Stop),
            nameof(JoinShares) => await new JoinShares(ledger, Lake).RunAsync((SharedStep)input!, Stop),
            nameof(RecordCollection) => await RecordAsync((CollectionOutcome)input!),
            _ => throw new InvalidOperationException($"There is no activity {activity}."),
        };
    }

    public Task<AccountFreshness?> FreshnessAsync(string platform = "pinterest") =>
        FreshnessBook.FindAsync(Lake, platform, Measurement.Accounts.First(account => account.Platform == platform).Id, Stop);

    /// <summary>Name and hash of every blob below a folder.</summary>
    public static async Task<IReadOnlyList<string>> ContentAsync(BlobFolder folder, string prefix = "")
    {
        var found = new List<string>();
        await foreach (var (name, _) in folder.ListAsync(prefix, Stop))
            found.Add($"{name} {Convert.ToHexStringLower(SHA256.HashData((await folder.ReadAsync(name, Stop)).ToMemory().Span))}");
        return found;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients) client.Dispose();
        await pinterest.DisposeAsync();
        await meta.DisposeAsync();
        await google.DisposeAsync();
        await further.DisposeAsync();
    }

    private async Task<object?> RecordAsync(CollectionOutcome outcome)
    {
        await new RecordCollection(Measurement, Sources, Lake, Clock, NullLogger<RecordCollection>.Instance).RunAsync(outcome, Stop);
        return null;
    }
}
