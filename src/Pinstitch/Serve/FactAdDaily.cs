namespace Pinstitch.Serve;

[MartTable("fact_ad_daily", "campaign × the platform's day")]
public sealed record FactAdDaily : MartRow
{
    [MartColumn("The platform's own day")]
    public required DateOnly PlatformDate { get; init; }

    [MartColumn("IANA zone that the day is in")]
    public required string TimeZone { get; init; }

    [MartColumn("Ad platform")]
    public required string Platform { get; init; }

    [MartColumn("Account on the platform")]
    public required string AccountId { get; init; }

    [MartColumn("Campaign")]
    public required string CampaignId { get; init; }

    [MartColumn("Channel of the campaign")]
    public required string Channel { get; init; }

    [MartColumn("Currency of the account, ISO 4217")]
    public required string Currency { get; init; }

    [MartColumn("Money charged, in millionths of the currency unit")]
    public required long SpendMicros { get; init; }

    [MartColumn("Money charged, in currency units")]
    public required decimal Spend { get; init; }

    [MartColumn("Paid impressions; empty where the platform has none")]
    public long? Impressions { get; init; }

    [MartColumn("The platform's headline clicks")]
    public long? Clicks { get; init; }

    [MartColumn("Clicks that leave the platform")]
    public long? OutboundClicks { get; init; }

    [MartColumn("Saves of the ad")]
    public long? Saves { get; init; }

    [MartColumn("False while the platform may still change the day")]
    public required bool IsFinal { get; init; }

    [MartColumn("Run that made the row")]
    public required string RunId { get; init; }

    public override string Partition => Month(PlatformDate);

    public override string Key => Join(Day(PlatformDate), Platform, AccountId, CampaignId);
}
