using System.Globalization;
using System.Security.Cryptography;
using Pinstitch.Azure.Storage;
using Pinstitch.Land;

namespace Pinstitch.Functions.Land.Settle;

/// <summary>
/// The settled events on blobs, <c>events/settled/</c>: by shard and week, in files named by what is in them, and a pointer.
/// All of it is made from the landed events and may be deleted: the next night makes the same again.
/// </summary>
internal sealed class SettledStore(Lake lake)
{
    private const string Folder = "settled";

    /// <summary>What is settled, with the mark that a swap needs; nothing when it was settled by other rules.</summary>
    public async Task<(SettledPointer Pointer, global::Azure.ETag? Mark)> CurrentAsync(int shards, CancellationToken cancellation)
    {
        if (await lake.Events.FindPointerAsync(SettledPointer.Name, cancellation) is not { } found) return (SettledPointer.Empty(shards), null);
        var pointer = found.Content.ToObjectFromJson<SettledPointer>()!;
        if (pointer.Rules == SettledPointer.RulesOf(shards)) return (pointer, found.Mark);
        // What the other rules made goes when this night's work is kept.
        return (SettledPointer.Empty(shards) with { Former = pointer.Shards }, found.Mark);
    }

    public Task<bool> SwapAsync(SettledPointer next, global::Azure.ETag? read, CancellationToken cancellation) =>
        lake.Events.SwapAsync(SettledPointer.Name, BinaryData.FromObjectAsJson(next), read, cancellation);

    /// <summary>A shard's weeks; none for no list.</summary>
    public async Task<IReadOnlyList<SettledWeek>> WeeksAsync(string? list, CancellationToken cancellation) =>
        list is null ? [] : (await lake.Events.ReadAsync(list, cancellation)).ToObjectFromJson<List<SettledWeek>>()!;

    /// <summary>Writes a shard's list of weeks.</summary>
    /// <returns>Its name.</returns>
    public Task<string> WriteWeeksAsync(int shard, int shards, IEnumerable<SettledWeek> weeks, CancellationToken cancellation) =>
        WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{Folder}/{shard:D3}-of-{shards:D3}/weeks"), "json", BinaryData.FromObjectAsJson(weeks), cancellation);

    /// <summary>Writes a file of a shard's week: packed lines, or the keys as they are.</summary>
    /// <returns>Its name.</returns>
    public Task<string> WriteAsync(int shard, int shards, int week, string kind, BinaryData content, CancellationToken cancellation) => WriteAsync(
        string.Create(CultureInfo.InvariantCulture, $"{Folder}/{shard:D3}-of-{shards:D3}/{SettledWeeks.Start(week):yyyy-MM-dd}-{kind}"), kind == "keys" ? "bin" : "gz", content, cancellation);

    /// <summary>Deletes the files of lists that neither of two others names.</summary>
    public async Task ClearAsync(IEnumerable<string> lists, IEnumerable<string> kept, CancellationToken cancellation)
    {
        var keep = new HashSet<string>(kept, StringComparer.Ordinal);
        foreach (var list in keep.ToList())
        {
            // One of the night before may be gone: an erasure leaves none of those.
            if (await lake.Events.FindAsync(list, cancellation) is { } found) keep.UnionWith(found.ToObjectFromJson<List<SettledWeek>>()!.SelectMany(week => week.Files));
        }

        foreach (var list in lists.Distinct().Where(list => !keep.Contains(list)))
        {
            if (await lake.Events.FindAsync(list, cancellation) is not { } content) continue;
            foreach (var file in content.ToObjectFromJson<List<SettledWeek>>()!.SelectMany(week => week.Files).Where(file => !keep.Contains(file)))
                await lake.Events.DeleteAsync(file, cancellation);
            // Last, so that what a kill leaves behind is found again.
            await lake.Events.DeleteAsync(list, cancellation);
        }
    }

    private async Task<string> WriteAsync(string name, string ending, BinaryData content, CancellationToken cancellation)
    {
        var full = $"{name}-{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}.{ending}";
        await lake.Events.WriteOnceAsync(full, content, cancellation);
        return full;
    }
}
