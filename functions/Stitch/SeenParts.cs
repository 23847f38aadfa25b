using Pinstitch.Azure.Storage;
using Pinstitch.Functions.Land.Settle;

namespace Pinstitch.Functions.Stitch;

/// <summary>
/// Which parts of the settled events the identity store has taken in: by shard and week the hash of the events. A night reads the edges of the others
/// only, so that its work goes with what is new.
/// </summary>
/// <param name="Hashes">Hash by <c>shard/week</c>.</param>
public sealed record SeenParts(SortedDictionary<string, string> Hashes)
{
    public static SeenParts None => new(new SortedDictionary<string, string>(StringComparer.Ordinal));

    public static string Name(int step) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"step-{step:D6}/seen.json");

    public static async Task<SeenParts> ReadAsync(Lake lake, string? name, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(lake);
        return name is null ? None : new((await lake.Identity.ReadAsync(name, cancellation)).ToObjectFromJson<SortedDictionary<string, string>>()!);
    }

    public Task WriteAsync(Lake lake, string name, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(lake);
        return lake.Identity.WriteAsync(name, BinaryData.FromObjectAsJson(Hashes), cancellation);
    }

    /// <summary>Whether a part is as it was; one without a hash never is.</summary>
    public bool Has(int shard, SettledPart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return part.Hash.Length > 0 && Hashes.TryGetValue(Key(shard, part), out var hash) && hash == part.Hash;
    }

    public void Add(int shard, SettledPart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        Hashes[Key(shard, part)] = part.Hash;
    }

    private static string Key(int shard, SettledPart part) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{shard}/{part.Week}");
}
