using System.Globalization;
using System.Security.Cryptography;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging.Abstractions;
using Pinstitch.Azure.Storage;
using Pinstitch.Configure;
using Pinstitch.Functions.Land.Settle;
using Pinstitch.Functions.Stitch;
using Pinstitch.Land;
using Pinstitch.Stitch;
using Pinstitch.Stitch.Clusters;

namespace Pinstitch.Tests.Stitch;

/// <summary>Runs stitching's activities night after night.</summary>
internal sealed class TestNights
{
    /// <param name="account">Connection string of a storage account.</param>
    /// <param name="guards">Limits and lists.</param>
    public TestNights(string account, GuardRails guards)
    {
        (Blobs, Tables) = (new(account), new(account));
        Lake = new(Blobs);
        Store = StoreOn(Lake, guards);
    }

    /// <summary>The store of these tests on a lake.</summary>
    public static IdentityStore StoreOn(Lake lake, GuardRails guards) => new(lake, MeasurementOf(guards), Pseudonyms);

    /// <summary>The configuration of these tests.</summary>
    public static Measurement MeasurementOf(GuardRails guards) =>
        MeasurementReader.Read("""{ "shop": { "name": "Test", "currency": "EUR", "timeZone": "UTC" }, "shards": 3 }""").Value with { Guards = guards };

    public static Pseudonyms Pseudonyms { get; } = new([.. Enumerable.Range(0, 32).Select(number => (byte)number)]);

    public BlobServiceClient Blobs { get; }

    public TableServiceClient Tables { get; }

    public Lake Lake { get; }

    public IdentityStore Store { get; }

    /// <summary>A night whose edges lie in one part.</summary>
    public Task<LinkedIdentities> RunAsync(DateOnly night, params IdentityEdge[] edges) => RunAsync(night, [edges], hashed: true);

    /// <summary>A night whose edges lie in parts, each with its hash, or with none, so that it is read every night.</summary>
    public async Task<LinkedIdentities> RunAsync(DateOnly night, IReadOnlyList<IdentityEdge[]> parts, bool hashed)
    {
        var stop = TestContext.Current.CancellationToken;
        var input = await InputAsync(night, parts, hashed);
        var plan = await new PlanIdentities(Lake, Store).RunAsync(input, stop);
        var shards = new List<LinkedShard>();
        foreach (var shard in plan.Touched) shards.Add(await new LinkShard(Lake, Store).RunAsync(new(plan.Plan, shard), stop));
        return await new KeepIdentities(Lake, Store, NullLogger<KeepIdentities>.Instance).RunAsync(new(input, plan.Plan, shards), stop);
    }

    /// <summary>Puts a night's edges where its steps look for them.</summary>
    public async Task<StitchInput> InputAsync(DateOnly night, IReadOnlyList<IdentityEdge[]> parts, bool hashed)
    {
        var stop = TestContext.Current.CancellationToken;
        var work = string.Create(CultureInfo.InvariantCulture, $"night={night:yyyy-MM-dd}/test");
        var list = new List<SettledPart>();
        foreach (var (week, edges) in parts.Index())
        {
            var lines = edges.Select(EdgeJson.Write).ToList();
            await Lake.Runs.WriteAsync($"{work}/edges-{week}.gz", Lines.Write(lines), stop);
            list.Add(new(week, string.Empty, $"{work}/edges-{week}.gz", hashed ? Convert.ToHexStringLower(SHA256.HashData([.. lines.SelectMany(line => line)])) : string.Empty, IsCut: true));
        }

        await Lake.Runs.WriteAsync($"{work}/edges.json", BinaryData.FromObjectAsJson(new SettledList(list, new(StringComparer.Ordinal))), stop);
        return new(night, work, [$"{work}/edges.json"]);
    }

    public async Task<IReadOnlyList<PersonChange>> ChangesAsync(LinkedIdentities linked) =>
        [.. ChangeRun.Read((await Lake.Identity.ReadAsync(linked.Changes!, TestContext.Current.CancellationToken)).ToMemory())];

    public async Task<IReadOnlyList<PersonFlow>> FlowsAsync(LinkedIdentities linked) =>
        PersonFlows.Read((await Lake.Identity.ReadAsync(linked.Touched!, TestContext.Current.CancellationToken)).ToMemory());

    public async Task<Persons> PersonsAsync(LinkedIdentities linked) => PersonLines.Read((await LinesAsync(linked)).Select(line => (ReadOnlyMemory<byte>)line), 24);

    /// <summary>Everybody as of the night that was run last: whose every identifier is, and who had the shared ones when.</summary>
    public async Task<IReadOnlyList<byte[]>> LinesAsync(LinkedIdentities linked)
    {
        var stop = TestContext.Current.CancellationToken;
        var map = await Store.MapAsync((await Lake.Runs.ReadAsync(linked.View, stop)).ToObjectFromJson<IdentityView>()!, wanted: null, stop);
        var owners = new SharedOwners(map);
        var work = linked.View[..linked.View.LastIndexOf('/')];
        await foreach (var edge in Store.EdgesAsync(new(default, work, [$"{work}/edges.json"]), seen: null, stop)) owners.Add(edge);
        return [.. PersonLines.Write(map, owners.Find())];
    }
}
