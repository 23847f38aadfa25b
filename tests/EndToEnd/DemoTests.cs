using Pinstitch.Lab.Shop;
using Pinstitch.Lab.Shop.Truth;

namespace Pinstitch.Tests.EndToEnd;

/// <summary>The demo, run as a process from nothing: how it ends, that it repeats, and what it says of itself.</summary>
[Trait("Category", "EndToEnd")]
[Collection(typeof(DemoCollection))]
public sealed class DemoTests(DemoFixture demo)
{
    [Fact]
    public void It_ends_well_and_complains_of_nothing()
    {
        foreach (var exit in new[] { demo.First, demo.Second, demo.Other })
        {
            Assert.Equal(string.Empty, exit.Errors);
            Assert.Equal(0, exit.Code);
        }
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
        var truth = demo.Result.GetProperty("truth");
        var stitching = truth.GetProperty("stitching");
        Assert.InRange(stitching.GetProperty("precision").GetDouble(), 0.9, 1);
        Assert.InRange(stitching.GetProperty("recall").GetDouble(), 0.5, 1);
        Assert.InRange(stitching.GetProperty("persons").GetInt64(), 1, demo.World.Plan.People);
        var models = truth.GetProperty("models").EnumerateArray().ToDictionary(model => model.GetProperty("model").GetString()!);
        Assert.Equal(demo.FirstServed.Rows("dim_model").Select(row => (string)row["model_id"]!).Append("platform_claims").Order(), models.Keys.Order());
        var google = models["last_click"].GetProperty("channels").EnumerateArray().Single(channel => channel.GetProperty("channel").GetString() == "google_paid");
        var credited = demo.FirstServed.Rows("fact_credit").Where(row => (string)row["model_id"]! == "last_click" && (string)row["channel"]! == "google_paid").Sum(row => ServedCell.Whole(row["credit_cents"]));
        Assert.Equal(credited / 100m, google.GetProperty("credited").GetDecimal());
        Assert.Equal(ShopTruth.Find(demo.World.Plan).Channels[Channel.GoogleAds].Cents / 100m, google.GetProperty("truth").GetDecimal());
    }
}
