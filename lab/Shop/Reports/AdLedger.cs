using Pinstitch.Lab.Shop.Life;

namespace Pinstitch.Lab.Shop.Reports;

/// <summary>
/// What the ad platforms know: what they delivered and charged, and which orders they claim. They claim too much, each in
/// its own way: whole orders that others have a part in, orders after a mere view, modelled orders that nobody placed, and
/// values that no refund ever lowers. And they restate: claims come in for weeks, and charges for invalid clicks are taken
/// back after three days.
/// </summary>
public sealed class AdLedger
{
    private const long Day = 86400;

    /// <summary>A claim shows in reports some hours after the order.</summary>
    private const long ReportingDelay = 4 * 3600;

    private readonly ShopPlan plan;
    private readonly Dictionary<(int Campaign, DateOnly Day), AdDay> days = [];
    private readonly List<Claim> claims = [];

    public AdLedger(ShopPlan plan) => this.plan = plan;

    public IReadOnlyList<Claim> Claims => claims;

    /// <summary>Takes in what one person did; to be called for people in order.</summary>
    public void Add(LifeStory story)
    {
        foreach (var action in story.AdActions)
        {
            var campaign = Catalogue.Campaigns[action.Campaign];
            var day = Find(campaign, action.Time);
            switch (action.Kind)
            {
                case AdActionKind.View:
                    day.Impressions++;
                    day.SpendMicros += campaign.MicrosPerImpression;
                    break;
                case AdActionKind.Click:
                    day.Clicks++;
                    day.SpendMicros += campaign.MicrosPerClick;
                    break;
                default:
                    day.Saves++;
                    break;
            }
        }

        claims.AddRange(PlatformClaims.Of(plan, story));
    }

    /// <summary>A platform's rows as it would report them at an instant.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="perCampaign">Rows by campaign and day, or the account's totals by day.</param>
    /// <param name="from">First of the platform's days.</param>
    /// <param name="to">Last of them.</param>
    /// <param name="asOf">Seconds since 1970. Reports are made on the hour, so they stand as of the full hour before.</param>
    public IReadOnlyList<ReportRow> Report(Channel platform, bool perCampaign, DateOnly from, DateOnly to, long asOf)
    {
        asOf -= asOf % 3600;
        var claimed = claims
            .Where(claim => Catalogue.Campaigns[claim.Campaign].Platform == platform && claim.KnownAt + ReportingDelay <= asOf)
            .GroupBy(claim => (claim.Campaign, Day: PlatformDay(platform, claim.ActionTime), claim.Kind))
            .ToDictionary(group => group.Key, group => group.Aggregate(default(ClaimSum), (sum, claim) => sum + new ClaimSum(claim.Count, claim.Cents)));
        var rows = days
            .Where(item => Catalogue.Campaigns[item.Key.Campaign].Platform == platform && item.Key.Day >= from && item.Key.Day <= to)
            .Where(item => StartOf(platform, item.Key.Day) < asOf)
            .OrderBy(item => item.Key.Day)
            .ThenBy(item => item.Key.Campaign)
            .Select(item => Row(item.Key.Campaign, item.Key.Day, item.Value, claimed, asOf));
        return perCampaign ? [.. rows] : [.. rows.GroupBy(row => row.Day).Select(Total)];
    }

    public static DateOnly PlatformDay(Channel platform, long time)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Catalogue.ZoneOf(platform));
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(time), zone).DateTime);
    }

    private static long StartOf(Channel platform, DateOnly day)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Catalogue.ZoneOf(platform));
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUnixTimeSeconds();
    }

    private ReportRow Row(int campaign, DateOnly day, AdDay counted, Dictionary<(int, DateOnly, AdActionKind), ClaimSum> claimed, long asOf)
    {
        var platform = Catalogue.Campaigns[campaign].Platform;
        var taken = asOf >= StartOf(platform, day) + (4 * Day) ? Invalid(campaign, day) : 0;
        return new(
            day,
            Catalogue.Campaigns[campaign],
            counted.Impressions,
            counted.Clicks,
            counted.Saves,
            counted.SpendMicros - (long)(counted.SpendMicros * taken),
            [.. Enum.GetValues<AdActionKind>().Select(kind => claimed.GetValueOrDefault((campaign, day, kind)))]);
    }

    private static ReportRow Total(IGrouping<DateOnly, ReportRow> day) => new(
        day.Key,
        null,
        day.Sum(row => row.Impressions),
        day.Sum(row => row.Clicks),
        day.Sum(row => row.Saves),
        day.Sum(row => row.SpendMicros),
        [.. Enumerable.Range(0, 3).Select(kind => day.Aggregate(default(ClaimSum), (sum, row) => sum + row.Claims[kind]))]);

    /// <summary>Share of a day's charge that is taken back later.</summary>
    private double Invalid(int campaign, DateOnly day) =>
        0.02 * new Draw(plan.Seed, -1, Purpose.Platform, (campaign * 100_000L) + day.DayNumber).Uniform();

    private AdDay Find(Campaign campaign, long time)
    {
        var key = (campaign.Index, PlatformDay(campaign.Platform, time));
        if (!days.TryGetValue(key, out var day)) days[key] = day = new();
        return day;
    }
}
