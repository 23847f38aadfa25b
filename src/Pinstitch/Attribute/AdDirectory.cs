using System.Globalization;
using System.Text;
using Pinstitch.Collect;
using Pinstitch.Land;

namespace Pinstitch.Attribute;

/// <summary>
/// The ad platforms' campaigns, ad groups and ads over time: what a link's parameters stood for on the day of the touch.
/// A link may name an id, or a name that one entity alone had on that day. Before the first list of a platform was
/// collected its oldest state is taken.
/// </summary>
public sealed class AdDirectory
{
    private const string Campaign = "campaign";
    private const string AdGroup = "ad_group";
    private const string Ad = "ad";

    private readonly Dictionary<(string Platform, string Type, string Id), List<AdEntity>> byId = [];
    private readonly Dictionary<(string Platform, string Type, string Name), List<AdEntity>> byName = [];

    /// <param name="rows">Histories of entities, in any order.</param>
    public AdDirectory(IEnumerable<AdEntity> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (var entity in rows.GroupBy(row => (row.Platform, row.EntityType, row.EntityId)))
        {
            var states = byId[entity.Key] = States(entity);
            foreach (var state in states.Where(state => !string.IsNullOrEmpty(state.Name)))
            {
                var key = (state.Platform, state.EntityType, state.Name!);
                if (!byName.TryGetValue(key, out var named)) byName[key] = named = [];
                named.Add(state);
            }
        }

        Hash = RunHash();
    }

    /// <summary>A directory without entries: links stand for what they say.</summary>
    public static AdDirectory Empty { get; } = new([]);

    /// <summary>Hash of all that can decide an answer.</summary>
    public string Hash { get; }

    /// <param name="platform">The platform of the touch's channel; null for none.</param>
    /// <param name="campaign">What the link named as its campaign.</param>
    /// <param name="ad">What the link named as its ad.</param>
    /// <param name="at">When the touch happened.</param>
    public AdIds Resolve(string? platform, string? campaign, string? ad, DateTimeOffset at)
    {
        if (platform is null) return new(campaign, null, ad);
        if (Find(platform, Ad, ad, at) is { } found)
        {
            var group = Find(platform, AdGroup, found.AdGroupId, at);
            return new(found.CampaignId ?? group?.CampaignId ?? Known(platform, campaign, at), found.AdGroupId, found.EntityId);
        }

        return new(Known(platform, campaign, at), null, ad);
    }

    /// <summary>Hash of the entries that can decide what these parameters stand for on any day; empty for none.</summary>
    public string EntryOf(string? platform, string? campaign, string? ad)
    {
        if (platform is null) return string.Empty;
        var rows = Entries(platform, Ad, ad).ToList();
        rows.AddRange(rows.Select(row => row.AdGroupId).Distinct().SelectMany(group => Entries(platform, AdGroup, group)).ToList());
        rows.AddRange(Entries(platform, Campaign, campaign));
        return rows.Count == 0 ? string.Empty : HashOf(rows).ToString();
    }

    private string? Known(string platform, string? campaign, DateTimeOffset at) => Find(platform, Campaign, campaign, at)?.EntityId ?? campaign;

    private AdEntity? Find(string platform, string type, string? named, DateTimeOffset at)
    {
        if (string.IsNullOrEmpty(named)) return null;
        if (byId.TryGetValue((platform, type, named), out var own)) return At(own, at);
        if (!byName.TryGetValue((platform, type, named), out var states)) return null;
        var there = states.Where(state => state.ValidFrom <= at && (state.ValidTo is null || at < state.ValidTo)).ToList();
        if (there.Count == 0) there = states;
        return there.Select(state => state.EntityId).Distinct(StringComparer.Ordinal).Count() == 1 ? there[0] : null;
    }

    private static AdEntity At(List<AdEntity> states, DateTimeOffset at) => states.FindLast(state => state.ValidFrom <= at) ?? states[0];

    private List<AdEntity> Entries(string platform, string type, string? named) =>
        string.IsNullOrEmpty(named) ? []
        : byId.TryGetValue((platform, type, named), out var own) ? own
        : byName.TryGetValue((platform, type, named), out var states) ? states : [];

    /// <summary>States that answer the same way are one: a new budget changes nothing here.</summary>
    private static List<AdEntity> States(IEnumerable<AdEntity> rows)
    {
        var states = new List<AdEntity>();
        foreach (var row in rows.OrderBy(row => row.ValidFrom))
        {
            if (states.Count > 0 && states[^1] is var last && (last.CampaignId, last.AdGroupId, last.Name) == (row.CampaignId, row.AdGroupId, row.Name)) states[^1] = last with { ValidTo = row.ValidTo };
            else states.Add(row);
        }

        return states;
    }

    private string RunHash() => HashOf(byId.Values.SelectMany(states => states)).ToString();

    private static ContentHash HashOf(IEnumerable<AdEntity> rows) => rows.Aggregate(ContentHash.Empty, (sum, row) => sum + ContentHash.Of(Encoding.UTF8.GetBytes(string.Join('\u001f',
        row.Platform, row.EntityType, row.EntityId, row.CampaignId, row.AdGroupId, row.Name,
        row.ValidFrom.UtcTicks.ToString(CultureInfo.InvariantCulture), row.ValidTo?.UtcTicks.ToString(CultureInfo.InvariantCulture)))));
}
