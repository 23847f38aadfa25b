namespace Pinstitch.Serve;

[MartTable("dim_currency", "currency that money in the tables is in")]
public sealed record DimCurrency : MartRow
{
    [MartColumn("ISO 4217")]
    public required string Currency { get; init; }

    [MartColumn("Digits behind the decimal point: cents are 10 to the power of minus this")]
    public required int MinorDigits { get; init; }

    [MartColumn("Whether it is the shop's currency, which pages and digests are in")]
    public required bool IsShop { get; init; }

    public override string Partition => "all";

    public override string Key => Join(Currency);
}
