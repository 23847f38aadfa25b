using System.Buffers.Binary;
using System.Globalization;

namespace Pinstitch.Stitch.Clusters;

/// <summary>Lists of runs that are read together, oldest first, and now and then joined into one.</summary>
internal sealed class RunList(IIdentityFiles files)
{
    /// <summary>Runs that are read together before they are joined.</summary>
    private const int MostRuns = 12;

    /// <summary>Whether the next run is joined with those that are there.</summary>
    public static bool IsFull(IReadOnlyList<string> runs) => runs.Count >= MostRuns;

    public async Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadAsync(IEnumerable<string> names, CancellationToken cancellation)
    {
        var contents = new List<ReadOnlyMemory<byte>>();
        foreach (var name in names) contents.Add(await files.ReadAsync(name, cancellation));
        return contents;
    }

    public async Task<IReadOnlyList<string>> AppendAsync(
        IReadOnlyList<string> runs, string name, byte[] content, Func<IEnumerable<ReadOnlyMemory<byte>>, byte[]>? join, CancellationToken cancellation)
    {
        if (content.Length == 0) return runs;
        if (join is not null && IsFull(runs))
        {
            await files.WriteAsync(name, join((await ReadAsync(runs, cancellation)).Append(content)), cancellation);
            return [name];
        }

        await files.WriteAsync(name, content, cancellation);
        return [.. runs, name];
    }

    public async Task<IReadOnlyCollection<UInt128>> HubsAsync(IdentityManifest manifest, CancellationToken cancellation) =>
        [.. (await ReadAsync(manifest.Hubs, cancellation)).SelectMany(ReadHubs).Distinct()];

    public static byte[] WriteHubs(IEnumerable<UInt128> hubs)
    {
        var list = hubs.ToList();
        var content = new byte[16 * list.Count];
        foreach (var (place, hub) in list.Index()) BinaryPrimitives.WriteUInt128BigEndian(content.AsSpan(16 * place), hub);
        return content;
    }

    public static string Text(UInt128 hub) => hub.ToString("x32", CultureInfo.InvariantCulture);

    public static UInt128 Hub(string text) => UInt128.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static IEnumerable<UInt128> ReadHubs(ReadOnlyMemory<byte> run)
    {
        for (; !run.IsEmpty; run = run[16..]) yield return BinaryPrimitives.ReadUInt128BigEndian(run.Span);
    }
}
