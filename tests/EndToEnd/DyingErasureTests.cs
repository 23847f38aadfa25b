using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Pinstitch.Azure.Storage;
using Pinstitch.Configure;
using Pinstitch.Functions.Land;
using Pinstitch.Functions.Land.Settle;
using Pinstitch.Functions.Stitch;
using Pinstitch.Functions.Stitch.Erase;
using Pinstitch.Land;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.EndToEnd;

/// <summary>
/// An erasure is cut off from storage before one of its writes, and another one finishes it: at some of its writes, at each with <c>PINSTITCH_KILLS=1000</c>.
/// </summary>
[Trait("Category", "EndToEnd")]
public sealed partial class DyingErasureTests(AzuriteFixture azurite)
{
    private const int Usual = 10;

    private static readonly (string Container, string Name) Tombstones = ("identity", "erased.json");
    private static readonly FixedClock Clock = new(new(2026, 10, 31, 6, 0, 0, TimeSpan.Zero));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Promise(11)]
    [Fact]
    public async Task An_erasure_that_dies_at_any_write_and_is_started_again_ends_as_one_that_did_not_die()
    {
        string account;
        IReadOnlyList<Identifier> canary;
        Func<Crash, Erasure> make;
        async Task EraseAsync(Crash crash) => Assert.NotEmpty((await make(crash).RunAsync([$"email:{CanaryShop.Mail}"], Stop)).Value.Identifiers);
        await using (var shop = await CanaryShop.OpenAsync(azurite, options => options.Measurement = Repository.Read("config", "measurement.json").Replace("\"windows\":", "\"shards\": 2, \"windows\":", StringComparison.Ordinal)))
        {
            canary = await shop.IdentifiersAsync();
            account = shop.Host.Get<IConfiguration>()["LakeStorage"]!;
            var (measurement, pseudonyms) = (shop.Host.Get<Measurement>(), shop.Host.Get<Pseudonyms>());
            make = crash => Make(account, measurement, pseudonyms, crash);
        }

        var before = await AccountContent.ReadAsync(account);
        await TellBirthsAsync(account);
        var calm = new Crash(before: int.MaxValue);
        await EraseAsync(calm);
        var empty = Directory.CreateTempSubdirectory("pinstitch-nothing-");
        Assert.Equal([], (await CanaryShop.Scan(canary).FindAsync(account, empty.FullName, Stop)).Where(trace => !trace.StartsWith("identity/erased.json", StringComparison.Ordinal)));
        empty.Delete();
        var after = await AccountContent.ReadAsync(account, before);
        var (expected, buried) = (Describe(after, before), Buried(after));
        var story = new List<string>();
        foreach (var write in Deaths.Among(0, calm.Writes - 1, Usual))
        {
            await before.RestoreAsync();
            await TellBirthsAsync(account);
            await Assert.ThrowsAsync<CrashException>(() => EraseAsync(new(write)));
            await EraseAsync(new(int.MaxValue));
            var end = await AccountContent.ReadAsync(account, before);
            var lines = Describe(end, before);
            story.AddRange(expected.Except(lines).Select(line => $"cut off before write {write + 1} of {calm.Writes}, missing: {line}").Concat(lines.Except(expected).Select(line => $"cut off before write {write + 1} of {calm.Writes}, too many: {line}")));
            // Asked for again, it also erases whoever came by the same address since: one tombstone more, for nobody.
            Assert.Superset(buried, Buried(end));
        }

        Assert.Empty(story);
    }

    private static Erasure Make(string account, Measurement measurement, Pseudonyms pseudonyms, Crash crash)
    {
        var (blobs, tables) = (new BlobClientOptions(), new TableClientOptions());
        blobs.AddPolicy(crash, HttpPipelinePosition.PerCall);
        tables.AddPolicy(crash, HttpPipelinePosition.PerCall);
        var service = new BlobServiceClient(account, blobs);
        var lake = new Lake(service);
        return new(lake, new(service), new(new TableServiceClient(account, tables)), new IdentityStore(lake, measurement, pseudonyms), pseudonyms, Clock, NullLogger<Erasure>.Instance);
    }

    /// <summary>Manifests know landed blobs by when they were made: those that were put back are known again.</summary>
    private static async Task TellBirthsAsync(string account)
    {
        var events = new Lake(new BlobServiceClient(account)).Events;
        var births = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        await foreach (var blob in events.FactsAsync(LandedBlobs.Prefix, Stop)) births[blob.Name] = blob.Created;
        void Tell(SortedDictionary<string, LandedMark> marks)
        {
            foreach (var (name, mark) in marks.ToList())
            {
                if (births.TryGetValue(name, out var birth)) marks[name] = mark with { Created = birth };
            }
        }

        await foreach (var (name, _) in events.ListAsync(DayManifest.Prefix, Stop))
        {
            var manifest = (await events.ReadAsync(name, Stop)).ToObjectFromJson<DayManifest>()!;
            Tell(manifest.Sources);
            await events.WriteAsync(name, BinaryData.FromObjectAsJson(manifest), Stop);
        }

        var pointer = (await events.ReadAsync(SettledPointer.Name, Stop)).ToObjectFromJson<SettledPointer>()!;
        Tell(pointer.Open);
        await events.WriteAsync(SettledPointer.Name, BinaryData.FromObjectAsJson(pointer), Stop);
    }

    private static HashSet<string> Buried(AccountContent content) => [.. Names().Matches(Encoding.UTF8.GetString(content.Blobs[Tombstones].Content)).Select(match => match.Value)];

    /// <summary>A line for each blob and row, but for the tombstones. Names that were drawn are numbered, and births left out: they are others each time.</summary>
    private static List<string> Describe(AccountContent content, AccountContent before)
    {
        var lines = new List<string>();
        foreach (var ((container, name), (bytes, _, _)) in content.Blobs.Where(blob => blob.Key != Tombstones))
        {
            var text = name == SettledPointer.Name ? Settled(bytes)
                : name.EndsWith(".json", StringComparison.Ordinal) ? Birth().Replace(Encoding.UTF8.GetString(bytes), string.Empty)
                : name.EndsWith(".parquet", StringComparison.Ordinal) && container == "marts" ? string.Join('\n', TwinReader.Read(bytes).Select(row => string.Join(' ', row.Values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)))).OrderBy(Blank, StringComparer.Ordinal))
                : Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];
            lines.Add($"{container}/{name} {text}");
        }

        lines.AddRange(content.Rows.Select(row => $"{row.Key.Table} {AccountContent.Text(row.Value)}"));
        var known = new HashSet<string>(Names().Matches(string.Join('\n', before.Rows.Values.Select(AccountContent.Text))).Select(match => match.Value), StringComparer.Ordinal);
        var drawn = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. lines.OrderBy(Blank, StringComparer.Ordinal).Select(line => Names().Replace(line, match =>
        {
            if (known.Contains(match.Value)) return match.Value;
            if (!drawn.TryGetValue(match.Value, out var number)) drawn[match.Value] = number = drawn.Count;
            return $"drawn-{number}";
        }))];
    }

    /// <summary>Without what of landed files is settled: a night that is not told reads them again, and messages that are known change nothing.</summary>
    private static string Settled(byte[] bytes)
    {
        var pointer = JsonNode.Parse(bytes)!.AsObject();
        foreach (var name in new[] { nameof(SettledPointer.Days), nameof(SettledPointer.Open) }) Assert.True(pointer.Remove(name));
        return pointer.ToJsonString();
    }

    private static string Blank(string line) => Names().Replace(line, "?");

    [GeneratedRegex("(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")]
    private static partial Regex Names();

    [GeneratedRegex("""(?<="Created":")[^"]+""")]
    private static partial Regex Birth();
}
