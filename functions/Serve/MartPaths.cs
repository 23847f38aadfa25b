using Pinstitch.Serve;

namespace Pinstitch.Functions.Serve;

/// <summary>Where the Parquet twins are.</summary>
internal static class MartPaths
{
    /// <summary>Blob that names the published run.</summary>
    public const string Current = "current.json";

    public static string Dashboard(string runId) => $"{runId}/dashboard.html";

    public static string Table<T>(string runId)
        where T : MartRow => $"{runId}/{MartSchema.Of<T>().Name}.parquet";
}
