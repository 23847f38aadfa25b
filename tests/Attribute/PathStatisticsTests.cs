using System.Text.Json;
using Pinstitch.Attribute;
using Pinstitch.Attribute.DataDriven;
using Pinstitch.Attribute.Models;

namespace Pinstitch.Tests.Attribute;

public sealed class PathStatisticsTests
{
    private static readonly AttributionSettings Settings = new(30, 30, 1, [new Linear()]) { DataDriven = new(1, 1, 2, 20) };

    [Promise(3)]
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void Fits_do_not_depend_on_how_persons_are_split_into_shards(int shards)
    {
        Assert.Equal(Fit([Journeys()]), Fit([.. Journeys().GroupBy(journey => (int)(journey.Person % (UInt128)shards)).Select(shard => shard.ToArray())]));
        Assert.Equal(Fit([Journeys()]), Fit([.. Journeys().Reverse().Select(journey => new[] { journey })]));
    }

    [Fact]
    public void Credit_of_all_members_sums_to_all_conversions_and_all_value()
    {
        var fit = JsonSerializer.Deserialize<DataDrivenFit>(Fit([Journeys()]))!;
        Assert.Equal(60, fit.Conversions);
        Assert.Equal(60, fit.Members.Sum(member => member.MarkovConversions), 1e-9);
        Assert.Equal(60, fit.Members.Sum(member => member.ShapleyConversions), 1e-9);
        Assert.Equal(60_000 + (1770 * 10), fit.Members.Sum(member => member.ShapleyValue), 1e-6);
        Assert.All(fit.Members, member => Assert.InRange(member.ShapleyValue, member.ShapleyInterval!.Low * 0.5, member.ShapleyInterval.High * 1.5));
    }

    [Fact]
    public void Too_little_data_is_withheld_with_the_reason()
    {
        var statistics = Count(Journeys(), 1, 0);
        var fit = statistics.Fit(new(300, 3_000));
        Assert.Equal(["60 conversions, fewer than 300", "200 paths, fewer than 3000"], fit.Withheld);
        Assert.Empty(fit.Members);
        Assert.Null(fit.Effects);
    }

    private static string Fit(IReadOnlyList<Journey[]> shards)
    {
        var parts = shards.Select(shard => Count(shard, 2, 20).ToRows())
            .Select(rows => JsonSerializer.Deserialize<PathStatisticsRows>(JsonSerializer.Serialize(rows))!);
        return JsonSerializer.Serialize(PathStatistics.Merge([.. parts]).Fit(Settings.DataDriven));
    }

    private static PathStatistics Count(Journey[] journeys, int order, int replicates)
    {
        var statistics = new PathStatistics("channel", PathStatistics.Named(journeys.SelectMany(journey => journey.Touches.Select(touch => touch.Channel))), order, replicates);
        statistics.Add(journeys, Settings, code => code.Channel);
        return statistics;
    }

    /// <summary>200 persons with a path each, of whom the first 60 order.</summary>
    private static Journey[] Journeys()
    {
        string[] channels = ["email", "meta_paid", "pinterest_paid", "google_paid"];
        return
        [
            .. Enumerable.Range(0, 200).Select(person => new Journey(
                (UInt128)(ulong)person * 0x9E3779B97F4A7C15,
                [.. Enumerable.Range(0, 1 + (person % 5)).Select(touch => Paths.Touch(channels[(person + (touch * touch)) % 4], 20 - touch, number: touch))],
                person < 60 ? [Paths.Order(1000 + (person * 10), $"o{person}")] : [],
                true)),
        ];
    }
}
