using System.Text.Json.Serialization;
using Pinstitch.Land.Traffic;
using Pinstitch.Stitch;

namespace Pinstitch.Configure;

/// <summary>
/// The shape of <c>config/measurement.json</c>: what is optional there gets its default here. A test holds
/// <c>config/measurement.schema.json</c> against it, field by field.
/// </summary>
internal sealed record MeasurementFile
{
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public ShopPart? Shop { get; init; }

    public IReadOnlyList<AccountPart> Accounts { get; init; } = [];

    public WindowsPart Windows { get; init; } = new();

    public IReadOnlyList<string> Models { get; init; } = ["last_click", "first_click", "linear", "time_decay", "position_based"];

    public AttributionFile? Attribution { get; init; }

    /// <summary>The first model when null.</summary>
    public string? DefaultModel { get; init; }

    public GuardRails Identity { get; init; } = new();

    public TrafficSettings Traffic { get; init; } = new();

    public int Shards { get; init; } = 8;

    public IReadOnlyList<TeamPart> Teams { get; init; } = [];

    /// <summary>Left out of the canonical form, so that those who have none keep their run ids.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Operators { get; init; }

    public RetentionPart Retention { get; init; } = new();

    internal sealed record ShopPart(string? Name, string? Currency, string? TimeZone);

    internal sealed record AccountPart(string? Platform, string? Id, string? Name, string? Currency, string? TimeZone)
    {
        public int HistoryDays { get; init; } = 90;
    }

    internal sealed record WindowsPart
    {
        public double ClickDays { get; init; } = 30;

        public double SaveDays { get; init; } = 30;

        public double ViewDays { get; init; } = 1;
    }

    internal sealed record TeamPart(string? Name, IReadOnlyList<string>? Recipients)
    {
        public DayOfWeek Day { get; init; } = DayOfWeek.Monday;

        public int Hour { get; init; } = 7;
    }

    internal sealed record RetentionPart
    {
        public int Runs { get; init; } = 7;

        /// <summary>Seven, since Meta takes no event that is older.</summary>
        public int ClientDays { get; init; } = 7;
    }
}
