namespace Pinstitch.Serve;

[MartTable("dim_model", "attribution model")]
public sealed record DimModel : MartRow
{
    [MartColumn("Stable id of the model")]
    public required string ModelId { get; init; }

    [MartColumn("Name for people")]
    public required string Name { get; init; }

    [MartColumn("The model's numbers in words; empty when it has none")]
    public required string Parameters { get; init; }

    [MartColumn("Look-back windows in days: click, save, view")]
    public required string WindowId { get; init; }

    [MartColumn("Whether pages and digests show this model unless told otherwise")]
    public required bool IsDefault { get; init; }

    public override string Partition => "all";

    public override string Key => Join(ModelId);
}
