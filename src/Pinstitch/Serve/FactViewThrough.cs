namespace Pinstitch.Serve;

[MartTable("fact_view_through", "platform × its day: view-throughs that a platform claims, capped by the orders that could be such; a ledger of its own, never added to credit or over platforms")]
public sealed record FactViewThrough : MartRow
{
    [MartColumn("The platform's own day of the ad's view")]
    public required DateOnly PlatformDate { get; init; }

    [MartColumn("Ad platform")]
    public required string Platform { get; init; }

    [MartColumn("Channel of the platform's ads")]
    public required string Channel { get; init; }

    [MartColumn("Currency of the amounts, ISO 4217")]
    public required string Currency { get; init; }

    [MartColumn("Purchases that the platform claims for views without a click")]
    public required decimal ClaimedCount { get; init; }

    [MartColumn("Their value as claimed, in currency units")]
    public required decimal ClaimedValue { get; init; }

    [MartColumn("Claimed purchases for which the shop has orders: within the view window of the day, without a click on the platform's ads that counts, and not used for another claim of the platform [formula view_through.1]")]
    public required decimal SupportedCount { get; init; }

    [MartColumn("Value of these: what is claimed, at most what the orders are worth, in currency units [formula view_through.1]")]
    public required decimal SupportedValue { get; init; }

    [MartColumn("Claimed purchases beyond that")]
    public required decimal ExcessCount { get; init; }

    [MartColumn("Run that made the row")]
    public required string RunId { get; init; }

    public override string Partition => Month(PlatformDate);

    public override string Key => Join(Day(PlatformDate), Platform, Currency);
}
