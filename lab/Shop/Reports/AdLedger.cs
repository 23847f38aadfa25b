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
    private readonly Dictionary<(int Campaign, int Ad, DateOnly Day, int Hour), AdDay> days = [];
    private readonly List<Claim> claims = [];

    public AdLedger(ShopPlan plan) => this.plan = plan;

    public IReadOnlyList<Claim> Claims => claims;

    /// <summary>Takes in what one person did; to be called for people in order.</summary>
    public void Add(LifeStory story)
    {
        foreach (var action in story.AdActions)
        {
            var campaign = Catalogue.Campaigns[action.Campaign];
            var day = Find(campaign, action.Ad, action.Time);
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
    /// <param name="grain">What a row is of.</param>
    /// <param name="from">First of the platform's days.</param>
    /// <param name="to">Last of them.</param>
    /// <param name="asOf">Seconds since 1970. Reports are made on the hour, so they stand as of the full hour before.</param>
    public IReadOnlyList<ReportRow> Report(Channel platform, ReportGrain grain, DateOnly from, DateOnly to, long asOf)
    {
        asOf -= asOf % 3600;
        var withHour = grain == ReportGrain.AccountHour;
        var claimed = claims
            .Where(claim => Catalogue.Campaigns[claim.Campaign].Platform == platform && claim.KnownAt + ReportingDelay <= asOf)
            .GroupBy(claim => (claim.Campaign, (int)claim.Ad, PlatformTime(platform, claim.ActionTime).Day, claim.Kind))
            .ToDictionary(group => group.Key, group => group.Aggregate(default(ClaimSum), (sum, claim) => sum + new ClaimSum(claim.Count, claim.Cents)));
        return
        [
            .. days
                .Where(item => Catalogue.Campaigns[item.Key.Campaign].Platform == platform && item.Key.Day >= from && item.Key.Day <= to)
                .Where(item => StartOf(platform, item.Key.Day) + (item.Key.Hour * 3600L) < asOf)
                .GroupBy(item => (item.Key.Campaign, item.Key.Ad, item.Key.Day, Hour: withHour ? item.Key.Hour : 0))
                .Select(item => Row(item.Key, [.. item.Select(hour => hour.Value)], claimed, asOf))
                .GroupBy(row => Key(row, grain))
                .Select(rows => Sum(rows.Key, [.. rows]))
                .OrderBy(row => row.Day)
                .ThenBy(row => row.Campaign?.Index)
                .ThenBy(row => row.Ad)
                .ThenBy(row => row.Hour),
        ];
    }

    private static (DateOnly Day, int? Hour, Campaign? Campaign, int? Ad) Key(ReportRow row, ReportGrain grain) => grain switch
    {
        ReportGrain.Account => (row.Day, null, null, null),
        ReportGrain.AccountHour => (row.Day, row.Hour, null, null),
        ReportGrain.Campaign or ReportGrain.AdGroup => (row.Day, null, row.Campaign, null),
        _ => (row.Day, null, row.Campaign, row.Ad),
    };

    private static ReportRow Sum((DateOnly Day, int? Hour, Campaign? Campaign, int? Ad) key, List<ReportRow> rows) => new(
        key.Day,
        key.Campaign,
        rows.Sum(row => row.Impressions),
        rows.Sum(row => row.Clicks),
        rows.Sum(row => row.Saves),
        rows.Sum(row => row.SpendMicros),
        [.. Enumerable.Range(0, 3).Select(kind => rows.Aggregate(default(ClaimSum), (sum, row) => sum + row.Claims[kind]))])
    {
        Ad = key.Ad, Hour = key.Hour,
    };

    private static (DateOnly Day, int Hour) PlatformTime(Channel platform, long time)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Catalogue.ZoneOf(platform));
        var local = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(time), zone).DateTime;
        return (DateOnly.FromDateTime(local), local.Hour);
    }

    private static long StartOf(Channel platform, DateOnly day)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Catalogue.ZoneOf(platform));
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUnixTimeSeconds();
    }

    private ReportRow Row(
        (int Campaign, int Ad, DateOnly Day, int Hour) key, List<AdDay> counted, Dictionary<(int, int, DateOnly, AdActionKind), ClaimSum> claimed, long asOf)
    {
        var platform = Catalogue.Campaigns[key.Campaign].Platform;
        var taken = asOf >= StartOf(platform, key.Day) + (4 * Day) ? Invalid(key.Campaign, key.Day) : 0;
        var spend = counted.Sum(part => part.SpendMicros);
        return new(
            key.Day,
            Catalogue.Campaigns[key.Campaign],
            counted.Sum(part => part.Impressions),
            counted.Sum(part => part.Clicks),
            counted.Sum(part => part.Saves),
            spend - (long)(spend * taken),
            [.. Enum.GetValues<AdActionKind>().Select(kind => claimed.GetValueOrDefault((key.Campaign, key.Ad, key.Day, kind)))])
        {
            Ad = key.Ad, Hour = key.Hour,
        };
    }

    /// <summary>Share of a day's charge that is taken back later.</summary>
    private double Invalid(int campaign, DateOnly day) =>
        0.02 * new Draw(plan.Seed, -1, Purpose.Platform, (campaign * 100_000L) + day.DayNumber).Uniform();

    private AdDay Find(Campaign campaign, int ad, long time)
    {
        var (date, hour) = PlatformTime(campaign.Platform, time);
        var key = (campaign.Index, ad, date, hour);
        if (!days.TryGetValue(key, out var day)) days[key] = day = new();
        return day;
    }
}
