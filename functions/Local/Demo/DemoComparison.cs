using Pinstitch.Attribute;
using Pinstitch.Attribute.Models;
using Pinstitch.Azure.Tabular;
using Pinstitch.Lab.Shop.Truth;
using Pinstitch.Serve;
using Channel = Pinstitch.Lab.Shop.Channel;

namespace Pinstitch.Functions.Local.Demo;

/// <summary>The served channel summaries beside the truth.</summary>
internal sealed class DemoComparison
{
    private static readonly Dictionary<string, Channel> Known = new()
    {
        [Channels.PinterestPaid] = Channel.PinterestAds,
        [Channels.MetaPaid] = Channel.MetaAds,
        [Channels.GooglePaid] = Channel.GoogleAds,
        [Channels.Email] = Channel.Email,
    };

    private readonly Dictionary<(string Model, string Channel), (decimal Spend, decimal Credit, decimal? Claimed)> rows = [];
    private readonly ShopTruth truth;

    private DemoComparison(ShopTruth truth) => this.truth = truth;

    public static async Task<DemoComparison> ReadAsync(ServingTables tables, string runId, ShopTruth truth, CancellationToken cancellation)
    {
        var comparison = new DemoComparison(truth);
        await foreach (var row in tables.ReadAsync(MartSchema.Of<ChannelSummary>(), runId, cancellation))
        {
            if (row.GetString("period") == "all")
                comparison.rows[(row.GetString("model_id"), row.GetString("channel"))] = ((decimal)(row.GetDouble("spend") ?? 0), (decimal)(row.GetDouble("credited_revenue") ?? 0), (decimal?)row.GetDouble("claimed_revenue"));
        }

        return comparison;
    }

    /// <summary>All channels with something in them, in their usual order.</summary>
    public IReadOnlyList<DemoChannel> SideBySide =>
    [
        .. Channels.All
            .Select(channel =>
            {
                var position = rows.GetValueOrDefault(("position_based", channel.Id));
                var last = rows.GetValueOrDefault(("last_click", channel.Id));
                return new DemoChannel(channel.Name, position.Spend, position.Claimed, last.Credit, position.Credit, Truth(channel.Id));
            })
            .Where(channel => channel.Spend != 0 || channel.LastClick != 0 || channel.PositionBased != 0),
    ];

    /// <summary>The platforms' claims, then each model.</summary>
    public IReadOnlyList<ModelBias> Models(IEnumerable<AttributionModel> models) =>
    [
        new("platform_claims", "Platforms' claims", [.. Known.Keys.Where(channel => Claimed(channel) is not null).Select(channel => new ChannelBias(channel, Claimed(channel)!.Value, Truth(channel)!.Value))]),
        .. models.Select(model => new ModelBias(
            model.Id,
            model.Name,
            [.. Known.Keys.Select(channel => new ChannelBias(channel, rows.GetValueOrDefault((model.Id, channel)).Credit, Truth(channel)!.Value))])),
    ];

    private decimal? Claimed(string channel) => rows.Where(row => row.Key.Channel == channel).Select(row => row.Value.Claimed).FirstOrDefault();

    private decimal? Truth(string channel) => Known.TryGetValue(channel, out var tried) ? truth.Channels[tried].Cents / 100m : null;
}
