using Pinstitch.Attribute;
using Pinstitch.Land.Traffic;
using Pinstitch.Stitch;

namespace Pinstitch.Configure;

/// <summary>The measurement configuration, <c>config/measurement.json</c>: everything that decides a number.</summary>
/// <param name="Shop">Name of the shop, for people.</param>
/// <param name="Currency">ISO 4217; orders in another currency are rejected until rates are configured.</param>
/// <param name="TimeZone">IANA name; what days, weeks and digests are in.</param>
/// <param name="Accounts">Ad accounts; each platform and id once.</param>
/// <param name="Attribution">Windows and models.</param>
/// <param name="DefaultModel">The model that pages and digests show; one of the models.</param>
/// <param name="Guards">Guard rails of stitching.</param>
/// <param name="Shards">How many parts the nightly work is split into, 1 to 512; no number depends on it.</param>
/// <param name="Teams">Who gets digests.</param>
/// <param name="RunsKept">How many runs keep their served tables and credit, the published one among them.</param>
/// <param name="Hash">SHA-256 of the configuration in canonical form; part of every run id.</param>
public sealed record Measurement(
    string Shop,
    string Currency,
    string TimeZone,
    IReadOnlyList<AdAccount> Accounts,
    AttributionSettings Attribution,
    string DefaultModel,
    GuardRails Guards,
    int Shards,
    IReadOnlyList<DigestTeam> Teams,
    int RunsKept,
    string Hash)
{
    /// <summary>A configuration with all that credit is given by and nothing else, as JSON. Identifiers of staff and addresses of teams are not in it.</summary>
    public string CreditText { get; init; } = string.Empty;

    /// <summary>Tells bots and the shop's own people.</summary>
    public TrafficRules Traffic { get; init; } = TrafficRules.Usual;

    /// <summary>How many days after a visit the visitor's address and browser are kept for sending back, where consent allows it at all.</summary>
    public int ClientDays { get; init; } = 7;

    /// <summary>Mail addresses of those who are told the same day when collecting needs somebody.</summary>
    public IReadOnlyList<string> Operators { get; init; } = [];

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    /// <summary>The shop's day of an instant.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>The instant at which a shop's day begins.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        // A zone may skip midnight on the day that its clocks go forward: the day then begins at the first instant it has.
        while (Zone.IsInvalidTime(local)) local = local.AddMinutes(1);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <exception cref="InvalidOperationException">There is no such account.</exception>
    public AdAccount Account(string platform, string id) =>
        Accounts.FirstOrDefault(account => account.Platform == platform && account.Id == id)
        ?? throw new InvalidOperationException($"The configuration has no account '{id}' on {platform}.");
}
