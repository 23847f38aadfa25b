namespace Pinstitch.Serve;

[MartTable("fact_platform_conversion_daily", "campaign × the platform's day × conversion type × claim type × window; claims of different platforms overlap and must not be added")]
public sealed record FactPlatformConversionDaily : MartRow
{
    [MartColumn("The platform's own day of the ad's action")]
    public required DateOnly PlatformDate { get; init; }

    [MartColumn("Ad platform")]
    public required string Platform { get; init; }

    [MartColumn("Account on the platform")]
    public required string AccountId { get; init; }

    [MartColumn("Campaign")]
    public required string CampaignId { get; init; }

    [MartColumn("Channel of the campaign")]
    public required string Channel { get; init; }

    [MartColumn("What happened, such as purchase")]
    public required string ConversionType { get; init; }

    [MartColumn("What the claim rests on: click, engagement, view, or total where the platform does not tell")]
    public required string ClaimType { get; init; }

    [MartColumn("The platform's attribution window")]
    public required string Window { get; init; }

    [MartColumn("Conversions that the platform claims; fractional where it models")]
    public required decimal ClaimsCount { get; init; }

    [MartColumn("Value that the platform claims, in currency units")]
    public required decimal ClaimsValue { get; init; }

    [MartColumn("Currency of the account, ISO 4217")]
    public required string Currency { get; init; }

    [MartColumn("Run that made the row")]
    public required string RunId { get; init; }

    public override string Partition => Month(PlatformDate);

    public override string Key => Join(Day(PlatformDate), Platform, AccountId, CampaignId, ConversionType, ClaimType, Window);
}
