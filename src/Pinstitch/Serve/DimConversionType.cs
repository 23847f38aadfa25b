namespace Pinstitch.Serve;

[MartTable("dim_conversion_type", "kind of conversion that platforms claim or the configuration names")]
public sealed record DimConversionType : MartRow
{
    [MartColumn("Stable id, such as purchase")]
    public required string ConversionType { get; init; }

    [MartColumn("Name for people")]
    public required string Name { get; init; }

    [MartColumn("Whether it is an order")]
    public required bool IsPurchase { get; init; }

    public override string Partition => "all";

    public override string Key => Join(ConversionType);
}
