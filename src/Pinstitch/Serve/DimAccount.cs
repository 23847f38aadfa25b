namespace Pinstitch.Serve;

[MartTable("dim_account", "account on an ad platform, with how far its reports reach")]
public sealed record DimAccount : MartRow
{
    [MartColumn("Ad platform")]
    public required string Platform { get; init; }

    [MartColumn("Account on the platform")]
    public required string AccountId { get; init; }

    [MartColumn("Name for people")]
    public required string Name { get; init; }

    [MartColumn("Channel that its spend is booked under")]
    public required string Channel { get; init; }

    [MartColumn("Currency of the account, ISO 4217")]
    public required string Currency { get; init; }

    [MartColumn("IANA zone that its days are in")]
    public required string TimeZone { get; init; }

    [MartColumn("First day with a row in its reports; empty when none has come")]
    public DateOnly? FirstReportDate { get; init; }

    [MartColumn("Last day with a row in its reports; empty when none has come")]
    public DateOnly? LastReportDate { get; init; }

    [MartColumn("Days with rows that the platform may still change")]
    public required int OpenDays { get; init; }

    [MartColumn("current: rows up to the run's night; stale: the last rows are older; missing: no rows at all")]
    public required string Freshness { get; init; }

    public override string Partition => "all";

    public override string Key => Join(Platform, AccountId);
}
