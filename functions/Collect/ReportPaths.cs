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

    public static string Day(ReportRequest request, DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{request.Platform}/{request.AccountId}/{request.Level}/none/date={day:yyyy-MM-dd}/");

    public static string Raw(ReportRequest request, string hash) =>
        string.Create(CultureInfo.InvariantCulture, $"{request.Platform}/{request.AccountId}/{request.Level}_daily/{request.From:yyyy-MM-dd}_{request.To:yyyy-MM-dd}/{hash}/");
}
