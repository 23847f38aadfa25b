namespace Pinstitch.Serve;

[MartTable("dim_channel", "channel")]
public sealed record DimChannel : MartRow
{
    [MartColumn("Stable id of the channel")]
    public required string Channel { get; init; }

    [MartColumn("Name for people")]
    public required string Name { get; init; }

    [MartColumn("Whether money is paid for its touches")]
    public required bool IsPaid { get; init; }

    [MartColumn("Ad platform whose spend it carries; empty for none")]
    public required string Platform { get; init; }

    [MartColumn("Place in lists, from 0")]
    public required int Position { get; init; }

    public override string Partition => "all";

    public override string Key => Join($"{Position:D2}", Channel);
}
