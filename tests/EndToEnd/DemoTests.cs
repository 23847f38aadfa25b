using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using MimeKit;
using Pinstitch.Lab.Shop;
using Pinstitch.Lab.Shop.Reports;
using Pinstitch.Lab.Shop.Servers;
using Pinstitch.Lab.Shop.Traffic;
using Pinstitch.Lab.Shop.Truth;
using Pinstitch.Land;
using Pinstitch.Local.Hub;

namespace Pinstitch.Tests.EndToEnd;

/// <summary>The demo, run as a process from nothing; what it says of itself is worked out again from storage and from the shop.</summary>
[Trait("Category", "EndToEnd")]
[Collection(typeof(DemoCollection))]
public sealed class DemoTests(DemoFixture demo)
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    [Fact]
    public void It_ends_well_and_complains_of_nothing()
    {
        foreach (var exit in new[] { demo.First, demo.Second, demo.Other })
        {
            Assert.Equal(string.Empty, exit.Errors);
            Assert.Equal(0, exit.Code);
        }
    }

    [Fact]
    public async Task Every_message_is_landed_or_rejected_or_a_duplicate()
    {
        var landed = await LandedAsync();
        var events = landed.Values.Distinct().Count();
        var rejected = await RejectedAsync();
        await using var hub = new EventHub("events", Path.Combine(demo.Folder, "hub", "events"), EventHubs.PartitionCount, TimeProvider.System);
        // Each of the shop's messages is one of the hub's: a webhook stands for one event, and the collector splits arrays.
        Assert.Equal(demo.World.Messages.Count, hub.Count);
        Assert.Equal(hub.Count, landed.Count + rejected.Count);
        var counts = Result.GetProperty("counts");
        Assert.Equal(hub.Count, counts.GetProperty("received").GetInt64());
        Assert.Equal(events, counts.GetProperty("landed").GetInt64());
        Assert.Equal(rejected.Count, counts.GetProperty("rejected").GetInt64());
        Assert.Equal(landed.Count - events, counts.GetProperty("duplicates").GetInt64());
    }

    [Fact]
    public async Task Rejected_is_what_was_meant_to_be_broken_and_nothing_else()
    {
        var rejected = await RejectedAsync();
        Assert.Equal(demo.World.Messages.Count(message => message.IsBroken), rejected.Count);
        Assert.All(rejected.Values, record => Assert.NotEmpty(record.Violations));
    }

    [Fact]
    public void Every_order_of_the_shop_is_served_with_the_net_value_that_the_shop_knows()
    {
        var served = Rows("fact_order").ToDictionary(row => (string)row["order_id"]!, row => (long)row["net_cents"]!);
        Assert.Equal(ShopOrders.NetCents(demo.World).OrderBy(order => order.Key), served.OrderBy(order => order.Key));
    }

    [Promise(4)]
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Credit_of_an_order_sums_to_its_net_value_to_the_cent_under_every_model(bool fromTwins)
    {
        var orders = Rows("fact_order", fromTwins).ToDictionary(row => (string)row["order_id"]!, row => Whole(row["net_cents"]));
        var unattributed = Rows("fact_order_unattributed", fromTwins).ToDictionary(row => (string)row["order_id"]!, row => Whole(row["net_cents"]));
        var models = Rows("dim_model", fromTwins).Select(row => (string)row["model_id"]!).ToList();
        var credits = Rows("fact_credit", fromTwins).ToLookup(row => (string)row["model_id"]!);
        Assert.Equal(models.Order(), credits.Select(model => model.Key).Order());
        foreach (var model in models)
        {
            var sums = credits[model].GroupBy(row => (string)row["order_id"]!).ToDictionary(order => order.Key, order => order.Sum(row => Whole(row["credit_cents"])));
            foreach (var (order, cents) in unattributed) Assert.True(sums.TryAdd(order, cents), $"{order} is credited and unattributed.");
            Assert.Equal(orders.OrderBy(order => order.Key), sums.OrderBy(order => order.Key));
        }
    }

    [Promise(5)]
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Served_spend_is_what_the_platform_reports_for_the_account_and_day(bool fromTwins)
    {
        var served = Rows("fact_ad_daily", fromTwins)
            .GroupBy(row => (Account: (string)row["account_id"]!, Day: Day(row["platform_date"])))
            .ToDictionary(day => day.Key, day => day.Sum(row => Whole(row["spend_micros"])));
        var plan = demo.World.Plan;
        var reported = new[] { Channel.PinterestAds, Channel.MetaAds, Channel.GoogleAds }
            .SelectMany(platform => demo.World.Ledger
                .Report(platform, ReportGrain.Account, plan.FirstDay.AddDays(-1), plan.LastDay, plan.End + (4 * 3600))
                .Select(row => (Account: Catalogue.Account(platform), row.Day, row.SpendMicros)))
            .ToDictionary(row => (row.Account, row.Day), row => row.SpendMicros);
        Assert.Equal(reported.OrderBy(day => day.Key), served.OrderBy(day => day.Key));
    }

    [Fact]
    public void Served_claims_are_what_the_platforms_claim()
    {
        var plan = demo.World.Plan;
        foreach (var (channel, platform) in new[] { ("pinterest", Channel.PinterestAds), ("meta", Channel.MetaAds), ("google", Channel.GoogleAds) })
        {
            var claimed = demo.World.Ledger
                .Report(platform, ReportGrain.Campaign, plan.FirstDay.AddDays(-1), plan.LastDay, plan.End + (4 * 3600))
                .Sum(row => row.Claims.Sum(claim => claim.Cents));
            var served = Rows("fact_platform_conversion_daily", fromTwins: true).Where(row => (string)row["platform"]! == channel).Sum(row => (decimal)row["claims_value"]!);
            Assert.True(served > 0);
            Assert.Equal(claimed / 100m, served);
        }
    }

    [Fact]
    public void Rows_of_Table_Storage_are_the_rows_of_the_Parquet_twins()
    {
        var empty = new List<string>();
        foreach (var schema in ServedRun.Schemas)
        {
            string Line(IReadOnlyDictionary<string, object?> row) => string.Join(" | ", schema.Columns.Select(column => Text(row[column.Name])));
            var tables = Rows(schema.Name).Select(Line).Order(StringComparer.Ordinal).ToList();
            Assert.Equal(Rows(schema.Name, fromTwins: true).Select(Line).Order(StringComparer.Ordinal), tables);
            if (tables.Count == 0) empty.Add(schema.Name);
        }

        // What the demo's configuration asks for nothing of: a table that should have rows and has none is a fault.
        Assert.Equal("fact_conversion fact_conversion_credit", string.Join(" ", empty.Order(StringComparer.Ordinal)));
    }

    [Promise(3)]
    [Fact]
    public void One_seed_gives_the_same_served_bytes_and_another_seed_others()
    {
        Assert.Equal(demo.FirstServed.Describe(), demo.SecondServed.Describe());
        Assert.NotEqual(demo.FirstServed.RunId, demo.OtherServed.RunId);
        Assert.NotEqual(demo.FirstServed.Twins["fact_order.parquet"], demo.OtherServed.Twins["fact_order.parquet"]);
    }

    [Promise(6)]
    [Fact]
    public async Task Every_orchestration_of_the_run_replays_to_the_same_calls()
    {
        var replayed = await DemoReplay.CheckAsync(demo.Blobs, demo.Tables);
        Assert.All(replayed, instance => Assert.True(instance.Value is null, $"{instance.Key}: {instance.Value}"));
        // All three kinds of orchestrations are among them: three accounts, a night, a digest for each team.
        foreach (var prefix in new[] { "collect-pinterest-", "collect-meta-", "collect-google-", "nightly-", "digest-" })
            Assert.Contains(replayed.Keys, id => id.StartsWith(prefix, StringComparison.Ordinal));
    }

    [Fact]
    public void The_result_tells_how_far_it_is_from_the_truth()
    {
        var truth = Result.GetProperty("truth");
        var stitching = truth.GetProperty("stitching");
        Assert.InRange(stitching.GetProperty("precision").GetDouble(), 0.9, 1);
        Assert.InRange(stitching.GetProperty("recall").GetDouble(), 0.5, 1);
        Assert.InRange(stitching.GetProperty("persons").GetInt64(), 1, demo.World.Plan.People);
        var models = truth.GetProperty("models").EnumerateArray().ToDictionary(model => model.GetProperty("model").GetString()!);
        Assert.Equal(Rows("dim_model").Select(row => (string)row["model_id"]!).Append("platform_claims").Order(), models.Keys.Order());
        var google = models["last_click"].GetProperty("channels").EnumerateArray().Single(channel => channel.GetProperty("channel").GetString() == "google_paid");
        var credited = Rows("fact_credit").Where(row => (string)row["model_id"]! == "last_click" && (string)row["channel"]! == "google_paid").Sum(row => Whole(row["credit_cents"]));
        Assert.Equal(credited / 100m, google.GetProperty("credited").GetDecimal());
        Assert.Equal(ShopTruth.Find(demo.World.Plan).Channels[Channel.GoogleAds].Cents / 100m, google.GetProperty("truth").GetDecimal());
    }

    [Promise(11)]
    [Fact]
    public async Task Clear_personal_data_is_in_no_blob_no_table_no_file_no_mail_and_no_line_of_output()
    {
        var stop = TestContext.Current.CancellationToken;
        var scan = new PersonalDataScan(demo.World.Plan);
        var found = new List<string>();
        // All of the folder: the hub's log, and Azurite's own files, in which deleted blobs are still to be found.
        foreach (var file in Directory.EnumerateFiles(demo.Folder, "*", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(file) != "host.lock") found.AddRange(scan.Find(await File.ReadAllBytesAsync(file, stop)).Select(what => $"{file}: {what}"));
        }

        await foreach (var (name, content) in BlobsAsync())
        {
            found.AddRange(scan.Find(Encoding.UTF8.GetBytes(name)).Select(what => $"the name {name}: {what}"));
            if (name.EndsWith(".parquet", StringComparison.Ordinal))
                found.AddRange(scan.Find(JsonSerializer.SerializeToUtf8Bytes(TwinReader.Read(content))).Select(what => $"{name}: {what}"));
        }

        foreach (var mail in Directory.EnumerateFiles(Path.Combine(demo.Folder, "mail")))
        {
            var message = await MimeMessage.LoadAsync(mail, stop);
            found.AddRange(scan.Find(Encoding.UTF8.GetBytes($"{message.Subject} {message.TextBody} {message.HtmlBody}")).Select(what => $"{mail}: {what}"));
        }

        foreach (var exit in new[] { demo.First, demo.Second, demo.Other }) found.AddRange(scan.Find(Encoding.UTF8.GetBytes(exit.Output + exit.Errors)));
        Assert.Empty(found);
    }

    [Fact]
    public async Task Secrets_are_in_no_blob_and_no_line_of_output()
    {
        string[] secrets = [Credentials.PinterestAppSecret, Credentials.PinterestRefreshToken, Credentials.MetaAccessToken, Credentials.GoogleClientSecret, Credentials.GoogleRefreshToken, Credentials.GoogleDeveloperToken, Credentials.ShopifySecret];
        await foreach (var (name, content) in BlobsAsync())
        {
            var text = Encoding.UTF8.GetString(name.EndsWith(".gz", StringComparison.Ordinal) ? Unzip(content) : content);
            Assert.DoesNotContain(secrets, secret => text.Contains(secret, StringComparison.Ordinal));
        }

        var output = demo.First.Output + demo.First.Errors + demo.Second.Output + demo.Second.Errors;
        Assert.DoesNotContain(secrets, secret => output.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public void The_scan_for_personal_data_finds_what_is_there()
    {
        var scan = new PersonalDataScan(demo.World.Plan);
        var webhook = demo.World.Messages.First(message => message.Entrance == Entrance.ShopWebhook && Encoding.UTF8.GetString(message.Body).Contains("\"phone\"", StringComparison.Ordinal)).Body;
        using var packed = new MemoryStream();
        packed.Write("something before"u8);
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zip.Write(webhook);
        packed.Write("something behind"u8);
        // Mail box and phone; the CRM sends the whole name as well.
        Assert.Equal(2, scan.Find(packed.ToArray()).Count);
        var lead = demo.World.Messages.First(message => message.Entrance == Entrance.CrmWebhook).Body;
        Assert.Equal(2, scan.Find(lead).Count);
        Assert.Empty(scan.Find("nothing of the sort: Anna and Becker"u8.ToArray()));
    }

    private JsonElement Result => JsonDocument.Parse(demo.First.Output).RootElement;

    private IEnumerable<IReadOnlyDictionary<string, object?>> Rows(string table, bool fromTwins = false)
    {
        if (fromTwins) return TwinReader.Read(demo.FirstServed.Twins[$"{table}.parquet"]);
        var columns = ServedRun.Schemas.Single(schema => schema.Name == table).Columns;
        return demo.FirstServed.Tables[table].Select(row => (IReadOnlyDictionary<string, object?>)columns.ToDictionary(column => column.Name, column => row.TryGetValue(column.Name, out var value) ? value : null));
    }

    private static long Whole(object? value) => Convert.ToInt64(value, Invariant);

    private static DateOnly Day(object? value) => value is DateOnly day ? day : DateOnly.Parse((string)value!, Invariant);

    /// <summary>A value as both stores can hold it: Table Storage has no decimal, no date and no instant without a zone.</summary>
    private static string Text(object? value) => value switch
    {
        null => "-",
        decimal amount => ((double)amount).ToString("R", Invariant),
        double amount => amount.ToString("R", Invariant),
        DateOnly day => day.ToString("yyyy-MM-dd", Invariant),
        DateTime time => time.ToString("O", Invariant).TrimEnd('Z'),
        DateTimeOffset time => time.UtcDateTime.ToString("O", Invariant).TrimEnd('Z'),
        _ => Convert.ToString(value, Invariant)!,
    };

    /// <summary>Event id and name of every landed message, by its place in the hub: from landed blobs and compacted days, each delivery once.</summary>
    private async Task<Dictionary<(int Partition, long Sequence), (string Id, string Name)>> LandedAsync()
    {
        var landed = new Dictionary<(int, long), (string, string)>();
        await foreach (var (name, content) in BlobsAsync("events"))
        {
            if (name.EndsWith(".parquet", StringComparison.Ordinal))
            {
                foreach (var row in TwinReader.Read(content)) landed[((int)row["partition"]!, (long)row["sequence"]!)] = ((string)row["event_id"]!, (string)row["event_name"]!);
            }
            else if (name.EndsWith(".ndjson.gz", StringComparison.Ordinal))
            {
                foreach (var record in SplitLines(content).Select(line => LandingJson.ReadLanded(line))) landed[(record.Partition, record.Sequence)] = (record.Event.EventId, record.Event.Name);
            }
        }

        return landed;
    }

    private async Task<Dictionary<(int Partition, long Sequence), RejectedRecord>> RejectedAsync()
    {
        var rejected = new Dictionary<(int, long), RejectedRecord>();
        await foreach (var (_, content) in BlobsAsync("rejected"))
        {
            foreach (var record in SplitLines(content).Select(line => LandingJson.ReadRejected(line))) rejected[(record.Partition, record.Sequence)] = record;
        }

        return rejected;
    }

    private static IEnumerable<byte[]> SplitLines(byte[] content) =>
        Encoding.UTF8.GetString(Unzip(content)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Encoding.UTF8.GetBytes);

    private async IAsyncEnumerable<(string Name, byte[] Content)> BlobsAsync(string? only = null)
    {
        var stop = TestContext.Current.CancellationToken;
        await foreach (var container in demo.Blobs.GetBlobContainersAsync(cancellationToken: stop))
        {
            if (only is not null && container.Name != only) continue;
            var client = demo.Blobs.GetBlobContainerClient(container.Name);
            await foreach (var blob in client.GetBlobsAsync(cancellationToken: stop))
                yield return (blob.Name, (await client.GetBlobClient(blob.Name).DownloadContentAsync(stop)).Value.Content.ToArray());
        }
    }

    private static byte[] Unzip(byte[] content)
    {
        using var unpacked = new MemoryStream();
        using (var zip = new GZipStream(new MemoryStream(content), CompressionMode.Decompress)) zip.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}
