using System.Globalization;
using Pinstitch.Collect;
using Pinstitch.Configure;

namespace Pinstitch.Functions.Collect;

/// <summary>Where reports are on storage.</summary>
internal static class ReportPaths
{
    /// <summary>Name of the pointer in a day's folder.</summary>
    public const string Pointer = "_current.json";

    public static string Account(AdAccount account) => $"{account.Platform}/{account.Id}/";

    /// <summary>Partition of a report: level and cut.</summary>
    public static string Partition(ReportRequest request, ReportKind kind) => $"{request.Platform}/{request.AccountId}/{kind.Level}/{kind.Cut}/";

    public static string Day(ReportRequest request, ReportKind kind, DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{Partition(request, kind)}date={day:yyyy-MM-dd}/");

    /// <summary>Reads the day off a pointer's name; null for another blob.</summary>
    public static DateOnly? PointerDay(string name)
    {
        var at = name.LastIndexOf("/date=", StringComparison.Ordinal);
        return at >= 0 && name.EndsWith('/' + Pointer, StringComparison.Ordinal)
            && DateOnly.TryParseExact(name.AsSpan(at + 6, name.Length - at - 7 - Pointer.Length), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
    }

    public static string Raw(ReportRequest request, string run, string hash) => $"{request.Platform}/{request.AccountId}/{request.Report}/{request.Range}/{run}-{hash}/";

    public static string Part(string folder, int number) => string.Create(CultureInfo.InvariantCulture, $"{folder}part-{number:D4}.gz");

    public static string Manifest(string folder) => folder + "manifest.json";

    /// <summary>Line of the ledger, in <c>runs/</c>.</summary>
    public static string Job(ReportRequest request) => $"collect/jobs/{request.Platform}/{request.AccountId}/{request.Report}/{request.Range}.json";

    /// <summary>A list of entities that a report is fetched in shares of.</summary>
    public static string Members(ReportRequest request, string list) => $"collect/members/{request.Platform}/{request.AccountId}/{list}.json";

    public static string Coverage(string platform, string account) => $"collect/coverage/{platform}/{account}.json";

    public static string Freshness(string platform, string account) => $"collect/freshness/{platform}/{account}.json";

    /// <summary>The columns that a platform offered when it was last asked.</summary>
    public static string Offered(string platform, string account) => $"collect/offered/{platform}/{account}.json";

    public static string Lock(string name) => $"collect/locks/{name}";

    public static string Entities(AdAccount account, string entity) => $"{Account(account)}entities/{entity}/";
}
