using Pinstitch.Attribute;
using Pinstitch.Configure;

namespace Pinstitch.Tests.Configure;

/// <summary>The part <c>attribution</c> of the configuration.</summary>
public sealed class AttributionFileTests
{
    [Fact]
    public void Every_setting_is_taken_as_it_is_written()
    {
        var measurement = Read("""
            {
              "halfLifeDays": 3.5, "position": { "first": 0.3, "last": 0.5 }, "breakevenRoas": 2.5,
              "platforms": [{ "platform": "meta", "clickDays": 7 }], "views": { "use": "weighted", "weight": 0.25, "halfLifeDays": 2, "mostShare": 0.4 },
              "direct": "never", "ranks": { "click": 3, "save": 1, "view": 2 }, "resetAfterOrder": true, "repeatMinutes": 5,
              "dataDriven": { "leastConversions": 10, "leastPaths": 20, "markovOrder": 3, "replicates": 7 },
              "conversions": [{ "id": "won", "event": "lead_stage", "stage": "won", "valueMinor": 900 }]
            }
            """);
        var settings = measurement.Attribution;
        Assert.Equal("half-life 3.5 days", settings.Models.Single(model => model.Id == "time_decay").Parameters);
        Assert.Equal("30/20/50", settings.Models.Single(model => model.Id == "position_based").Parameters);
        Assert.Equal(2.5m, settings.BreakevenRoas);
        // What a platform leaves out is as for all.
        Assert.Equal((7, 30, 1), (settings.Days(TouchKind.Click, "meta"), settings.Days(TouchKind.Save, "meta"), settings.Days(TouchKind.View, "meta")));
        Assert.Equal((30, "c30-s30-v1+meta-c7-s30-v1"), (settings.Days(TouchKind.Click, "google"), settings.WindowId));
        Assert.Equal(new ViewRule(ViewUse.Weighted, 0.25m, 2, 0.4m), settings.Views);
        Assert.Equal((DirectUse.Never, new TouchRanks(3, 1, 2), true, TimeSpan.FromMinutes(5)), (settings.Direct, settings.Ranks, settings.ResetAfterOrder, settings.RepeatGap));
        Assert.Equal((10, 20, 3, 7), (settings.DataDriven.LeastConversions, settings.DataDriven.LeastPaths, settings.DataDriven.MarkovOrder, settings.DataDriven.Replicates));
        Assert.Equal([new ConversionType("won", "lead_stage", "won", 900)], settings.Conversions);
    }

    [Theory]
    [InlineData("""{ "halfLifeDays": 0 }""", "attribution.halfLifeDays must be above 0")]
    [InlineData("""{ "position": { "first": 0.7, "last": 0.4 } }""", "together at most 1")]
    [InlineData("""{ "platforms": [{ "platform": "myspace" }] }""", "attribution.platforms[0].platform 'myspace' is none of pinterest")]
    [InlineData("""{ "platforms": [{ "platform": "meta" }, { "platform": "meta" }] }""", "meta is there twice")]
    [InlineData("""{ "platforms": [{ "platform": "meta", "viewDays": 31 }] }""", "attribution.platforms[0].viewDays must be 0 to 30")]
    [InlineData("""{ "views": { "weight": 0 } }""", "attribution.views.weight must be above 0")]
    [InlineData("""{ "views": { "mostShare": 1.5 } }""", "attribution.views.mostShare")]
    [InlineData("""{ "views": { "use": "sometimes" } }""", "attribution.views.use")]
    [InlineData("""{ "ranks": { "click": 10 } }""", "attribution.ranks must be 0 to 9")]
    [InlineData("""{ "repeatMinutes": -1 }""", "attribution.repeatMinutes")]
    [InlineData("""{ "dataDriven": { "markovOrder": 5 } }""", "attribution.dataDriven.markovOrder must be 1 to 4")]
    [InlineData("""{ "dataDriven": { "replicates": 1001 } }""", "attribution.dataDriven.replicates")]
    [InlineData("""{ "conversions": [{ "event": "lead" }] }""", "attribution.conversions[0].id is missing")]
    [InlineData("""{ "conversions": [{ "id": "a", "event": "leads" }] }""", "'leads' is no event of the contract")]
    [InlineData("""{ "conversions": [{ "id": "a", "event": "checkout" }] }""", "orders are always there")]
    [InlineData("""{ "conversions": [{ "id": "purchase", "event": "lead" }] }""", "'purchase' is what orders are called")]
    [InlineData("""{ "conversions": [{ "id": "a", "event": "lead" }, { "id": "a", "event": "signup" }] }""", "a is there twice")]
    public void A_mistake_is_told_with_its_place(string attribution, string told)
    {
        Assert.False(MeasurementReader.Read(Text(attribution)).TryGet(out _, out var fault));
        Assert.Contains(told, fault!.Text, StringComparison.Ordinal);
    }

    private static Measurement Read(string attribution) => MeasurementReader.Read(Text(attribution)).Value;

    private static string Text(string attribution) => $$"""{ "shop": { "name": "S", "currency": "EUR", "timeZone": "UTC" }, "attribution": {{attribution}} }""";
}
