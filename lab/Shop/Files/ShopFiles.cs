using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pinstitch.Lab.Shop.Life;
using Pinstitch.Lab.Shop.Reports;
using Pinstitch.Lab.Shop.Traffic;
using Pinstitch.Lab.Shop.Truth;

namespace Pinstitch.Lab.Shop.Files;

/// <summary>
/// Writes a shop of any size into a folder (lab/README.md tells which files). People are lived one after the other and
/// forgotten again; only a day's messages and what the ad platforms know are held in memory.
/// </summary>
public sealed class ShopFiles(ShopPlan plan, string folder)
{
    private const long Day = 86400;
    private const int TellEvery = 1_000;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly AdLedger ledger = new(plan);
    private readonly DayFiles days = new(Path.Combine(folder, "messages"), plan.FirstDay, plan.Days);

    /// <summary>Writes everything.</summary>
    /// <param name="withTruth">Also lives the shop again without each channel and campaign, which takes a dozen times as long.</param>
    /// <param name="progress">Told the share that is done, from 0 to 1.</param>
    /// <param name="cancellation">Stops between two people; what is written so far stays.</param>
    /// <returns>How many messages there are.</returns>
    public long Write(bool withTruth, Action<double> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(progress);
        Directory.CreateDirectory(Path.Combine(folder, "truth"));
        Directory.CreateDirectory(Path.Combine(folder, "reports"));
        using (var persons = Lines("truth/persons"))
        using (var orders = Lines("truth/orders"))
        {
            foreach (var (story, messages) in ShopWorld.Live(plan))
            {
                cancellation.ThrowIfCancellationRequested();
                ledger.Add(story);
                foreach (var message in messages) Keep(message);
                Put(persons, json => Write(json, story));
                foreach (var order in story.Orders) Put(orders, json => Write(json, order));
                if (story.Person.Number % TellEvery == 0) progress((double)story.Person.Number / plan.People);
            }
        }

        foreach (var message in Defects.BrokenMessages(plan)) Keep(message);
        var count = days.Finish(cancellation);
        foreach (var platform in new[] { Channel.PinterestAds, Channel.MetaAds, Channel.GoogleAds }) WriteReport(platform);
        File.WriteAllText(Path.Combine(folder, "plan.json"), JsonSerializer.Serialize(new { seed = plan.Seed, people = plan.People, first_day = plan.FirstDay, days = plan.Days, messages = count }, Indented));
        if (withTruth) WriteIncrements(ShopTruth.Find(plan));
        return count;
    }

    private void Keep(ShopMessage message)
    {
        if (message.SendAt < plan.End) days.Add((int)((message.SendAt - plan.Start) / Day), message.SendAt, Line(json => Write(json, message)));
    }

    private void WriteReport(Channel platform)
    {
        using var lines = Lines($"reports/{platform.ToString().ToLowerInvariant()}");
        foreach (var row in ledger.Report(platform, ReportGrain.Campaign, plan.FirstDay.AddDays(-1), plan.LastDay.AddDays(1), plan.End))
        {
            Put(lines, json =>
            {
                json.WriteString("day", $"{row.Day:yyyy-MM-dd}");
                json.WriteString("campaign", row.Campaign!.Id);
                json.WriteNumber("impressions", row.Impressions);
                json.WriteNumber("clicks", row.Clicks);
                json.WriteNumber("saves", row.Saves);
                json.WriteNumber("spend_micros", row.SpendMicros);
                json.WriteNumber("claimed_orders", row.Claims.Sum(claim => claim.Count));
                json.WriteNumber("claimed_cents", row.Claims.Sum(claim => claim.Cents));
            });
        }
    }

    private void WriteIncrements(ShopTruth truth) => File.WriteAllText(
        Path.Combine(folder, "truth", "increments.json"),
        JsonSerializer.Serialize(
            new
            {
                net_cents = truth.NetCents,
                orders = truth.Orders,
                channels = truth.Channels.ToDictionary(channel => $"{channel.Key}", channel => new { net_cents = channel.Value.Cents, orders = channel.Value.Orders }),
                campaigns = Catalogue.Campaigns.ToDictionary(campaign => campaign.Id, campaign => new { net_cents = truth.Campaigns[campaign.Index].Cents, orders = truth.Campaigns[campaign.Index].Orders }),
            },
            Indented));

    private static void Write(Utf8JsonWriter json, ShopMessage message)
    {
        json.WriteNumber("send_at", message.SendAt);
        json.WriteString("entrance", message.Entrance.ToString());
        json.WriteString("key", message.Key);
        if (message.Topic.Length > 0) json.WriteString("topic", message.Topic);
        json.WriteNumber("person", message.Person);
        // What is broken need not be JSON, so it stands as text.
        if (message.IsBroken)
        {
            json.WriteString("broken_body", message.Body);
            return;
        }

        json.WritePropertyName("body");
        json.WriteRawValue(message.Body, skipInputValidation: true);
    }

    private void Write(Utf8JsonWriter json, LifeStory story)
    {
        json.WriteNumber("person", story.Person.Number);
        json.WriteStartArray("identifiers");
        foreach (var known in KnownIdentifiers.Of(plan, story))
        {
            json.WriteStartObject();
            json.WriteString("type", known.Type);
            json.WriteString("value", known.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Write(Utf8JsonWriter json, ShopOrder order)
    {
        json.WriteString("order_id", $"{order.Id}");
        json.WriteNumber("person", order.Person);
        json.WriteNumber("time", order.Time);
        json.WriteNumber("net_cents", order.NetCents(plan.Night));
        json.WriteString("cause", order.Cause.Kind);
        if (order.Cause.Channel is { } channel) json.WriteString("channel", channel.ToString());
        if (order.Cause.Campaign >= 0) json.WriteString("campaign", Catalogue.Campaigns[order.Cause.Campaign].Id);
        json.WriteNumber("cause_time", order.Cause.Time);
    }

    private GZipStream Lines(string name) => new(File.Create(Path.Combine(folder, name + ".ndjson.gz")), CompressionLevel.Fastest);

    private static void Put(Stream lines, Action<Utf8JsonWriter> write) => lines.Write(Line(write));

    private static byte[] Line(Action<Utf8JsonWriter> write)
    {
        using var line = new MemoryStream(512);
        using (var json = new Utf8JsonWriter(line, Plain))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        return line.ToArray();
    }
}
