using Pinstitch.Attribute;
using Pinstitch.Attribute.Models;
using Pinstitch.Functions.Local.Entrances;
using Pinstitch.Land;
using Pinstitch.Land.Sources.Mapped;
using Pinstitch.Tests.Land;

namespace Pinstitch.Tests.Attribute;

/// <summary>Ad views per person, from a CSV file to credit.</summary>
public sealed class ImportedViewTests
{
    private const string Table = """
        view_id,seen_at,platform,campaign_id,ad_id,customer_id,anonymous_id,email_sha256
        1,2026-10-29T10:00:00+02:00,Pinterest,c1,a1,77,,
        2,2026-10-29T10:05:00+02:00,Pinterest,c1,a1,77,,
        3,2026-10-30T10:00:00+01:00,meta,c2,a2,77,,
        4,2026-10-30T11:00:00+01:00,,,,77,,
        """;

    [Fact]
    public void Rows_of_a_CSV_file_become_views_of_their_platforms_and_ads()
    {
        var journey = Journeys.From(1, Events(), new AttributionSettings(30, 30, 1, [new Linear()]), Ads());
        Assert.All(journey.Touches, touch => Assert.Equal((TouchKind.View, "ad_view"), (touch.Kind, touch.Evidence)));
        // The second is the same ad within half an hour.
        Assert.Equal(["view_1", "view_3", "view_4"], journey.Touches.Select(touch => touch.EventId));
        Assert.Equal([Channels.PinterestPaid, Channels.MetaPaid, Channels.OtherPaid], journey.Touches.Select(touch => touch.Channel));
        Assert.Equal([("c1", "g1", "a1"), ("c2", null, "a2"), (null, null, null)], journey.Touches.Select(touch => (touch.CampaignId, touch.AdGroupId, touch.AdId)));
    }

    [Fact]
    public void A_view_gets_the_order_within_its_window_and_gives_way_to_a_click()
    {
        var settings = new AttributionSettings(30, 30, 1, [new Linear(), new LastClick()]);
        var order = TestReader.Landed("""{"event_id":"o","event_name":"order","event_time":"2026-10-30T18:00:00Z","source":"shop","order_id":"1","value":50,"currency":"EUR","user":{"customer_id":"77"}}""");
        var credit = JourneyCredit.Of(Journeys.From(1, [.. Events(), order], settings), settings).Credits;
        // The view of the day before is out of its window of one day.
        Assert.Equal([("view_3", 2500L), ("view_4", 2500L)], credit.Where(item => item.Model == "linear").Select(item => (item.Touch.EventId, item.Cents)));
        Assert.Equal([("view_4", 5000L)], credit.Where(item => item is { Model: "last_click", Cents: not 0 }).Select(item => (item.Touch.EventId, item.Cents)));

        var click = TestReader.Landed("""{"event_id":"p","event_name":"page_visit","event_time":"2026-10-20T18:00:00Z","page":{"url":"https://s.example/?gclid=x"},"user":{"customer_id":"77"}}""");
        credit = JourneyCredit.Of(Journeys.From(1, [.. Events(), order, click], settings), settings).Credits;
        Assert.All(credit.Where(item => item.Cents != 0), item => Assert.Equal(("p", 5000L), (item.Touch.EventId, item.Cents)));
    }

    [Fact]
    public void A_view_on_another_site_is_no_visit_of_the_shop()
    {
        var view = TestReader.Landed("""{"event_id":"v","event_name":"ad_view","event_time":"2026-10-30T11:50:00Z","page":{"url":"https://news.example/?utm_source=pinterest&utm_campaign=c7"},"user":{"customer_id":"77"}}""");
        var visit = TestReader.Landed("""{"event_id":"d","event_name":"page_visit","event_time":"2026-10-30T12:00:00Z","page":{"url":"https://s.example/"},"user":{"customer_id":"77"}}""");
        var touches = Journeys.From(1, [view, visit], new AttributionSettings(30, 30, 1, [new Linear()])).Touches;
        Assert.Equal([(Channels.PinterestPaid, TouchKind.View, "c7"), (Channels.Direct, TouchKind.Click, null)], touches.Select(touch => (touch.Channel, touch.Kind, touch.CampaignId)));
    }

    private static List<LandedEvent> Events()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("pinstitch-views-").FullName, "views.csv");
        File.WriteAllText(file, Table);
        var source = new MappedSource(MappingReader.Read(Repository.Read("config", "mappings", "ad-views.json")).Value);
        var reader = TestReader.Make();
        using var rows = CsvRows.Open(file, null).Value;
        var readings = rows.Read().SelectMany(row => source.Events(row.Record)).Select(item => reader.Read(item)).ToList();
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        Assert.All(readings, reading => Assert.Empty(reading.Violations));
        return [.. readings.Select(reading => reading.Event!)];
    }

    private static AdDirectory Ads() => new(
    [
        new() { Platform = "pinterest", EntityType = "ad", EntityId = "a1", AccountId = "1", AdGroupId = "g1", CampaignId = "c1", ValidFrom = default },
    ]);
}
