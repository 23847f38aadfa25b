namespace Pinstitch.Functions.Land.Settle;

/// <summary>
/// What a night has that no night before it had: days (UTC, <c>yyyy-MM-dd</c>, when the events happened) with the number of
/// new messages. Late events make days before the night's appear: their journeys are attributed again. It lies at
/// <c>runs/{work}/changed-days.json</c> until the run is recorded. Persons whose events are on none of these days, and whom
/// stitching has not changed, have the same events as the night before.
/// </summary>
/// <param name="Days">By day.</param>
/// <param name="IsWhole">Whether everything was settled anew, so that nothing can be said of what is unchanged.</param>
public sealed record ChangedDays(SortedDictionary<string, long> Days, bool IsWhole)
{
    public static string Name(string work) => $"{work}/changed-days.json";
}
