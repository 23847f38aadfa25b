namespace Pinstitch.Serve;

[MartTable("dim_run", "run that made the other tables")]
public sealed record DimRun : MartRow
{
    [MartColumn("Hash of code version, configuration and inputs")]
    public required string RunId { get; init; }

    [MartColumn("Last day that the run covers, in the shop's time zone")]
    public required DateOnly Night { get; init; }

    [MartColumn("Version of the code")]
    public required string CodeVersion { get; init; }

    [MartColumn("SHA-256 of the measurement configuration")]
    public required string ConfigHash { get; init; }

    [MartColumn("Hash of the set of events")]
    public required string EventsHash { get; init; }

    [MartColumn("Hash of the set of published reports")]
    public required string ReportsHash { get; init; }

    [MartColumn("Events after copies were merged")]
    public required long Events { get; init; }

    [MartColumn("Persons with an event")]
    public required long Persons { get; init; }

    [MartColumn("Orders")]
    public required long Orders { get; init; }

    [MartColumn("Events of bots: kept, in no number")]
    public long Bots { get; init; }

    [MartColumn("Events of the shop's own people: kept, in no number")]
    public long Staff { get; init; }

    [MartColumn("Events that their sender calls tests: kept, in no number")]
    public long Tests { get; init; }

    public override string Partition => "all";

    public override string Key => Join(RunId);
}
