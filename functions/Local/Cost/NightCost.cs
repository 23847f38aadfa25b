using System.Globalization;
using Pinstitch.Azure.Storage;

namespace Pinstitch.Functions.Local.Cost;

/// <summary>What a night asked of storage, as the verb <c>nightly</c> measured it.</summary>
/// <param name="Night">The night.</param>
/// <param name="RunId">Its run.</param>
/// <param name="Seconds">How long it took on that machine.</param>
/// <param name="Uses">Service by service, class by class; durable state is not among them.</param>
internal sealed record NightCost(DateOnly Night, string RunId, double Seconds, IReadOnlyList<StorageUse> Uses)
{
    private const string Folder = "costs/";

    /// <summary>The newest one that is kept; null for none.</summary>
    public static async Task<NightCost?> FindAsync(Lake lake, CancellationToken cancellation)
    {
        string? last = null;
        await foreach (var (name, _) in lake.Runs.ListAsync(Folder, cancellation)) last = name;
        return last is null ? null : (await lake.Runs.ReadAsync(last, cancellation)).ToObjectFromJson<NightCost>();
    }

    public Task KeepAsync(Lake lake, CancellationToken cancellation) =>
        lake.Runs.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{Folder}{Night:yyyy-MM-dd}.json"), BinaryData.FromObjectAsJson(this), cancellation);

    public override string ToString() => string.Join(", ", Uses.Select(use => FormattableString.Invariant($"{use.Service} {use.Class} {use.Requests:N0}{(use.Bytes > 0 ? FormattableString.Invariant($" ({use.Bytes / 1e6:N1} MB)") : string.Empty)}")));
}
