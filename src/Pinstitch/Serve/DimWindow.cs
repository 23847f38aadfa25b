namespace Pinstitch.Serve;

[MartTable("dim_window", "set of look-back windows × platform whose windows differ")]
public sealed record DimWindow : MartRow
{
    [MartColumn("Stable id, such as c30-s30-v1")]
    public required string WindowId { get; init; }

    [MartColumn("Ad platform that the windows are for; empty for all that have none of their own")]
    public required string Platform { get; init; }

    [MartColumn("How old a click may be at the order, in days")]
    public required double ClickDays { get; init; }

    [MartColumn("How old a save on the site may be at the order, in days")]
    public required double SaveDays { get; init; }

    [MartColumn("How old an ad view may be at the order, in days")]
    public required double ViewDays { get; init; }

    public override string Partition => "all";

    public override string Key => Join(WindowId, Platform);
}
