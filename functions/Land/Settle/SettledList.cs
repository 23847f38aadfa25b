using Pinstitch.Azure.Storage;

namespace Pinstitch.Functions.Land.Settle;

/// <summary>A shard's settled events up to a night: a small blob in <c>runs/</c> that names the parts.</summary>
/// <param name="Parts">By week.</param>
/// <param name="Days">Days (UTC, <c>yyyy-MM-dd</c>) of the messages that no earlier night has had, with their numbers.</param>
public sealed record SettledList(IReadOnlyList<SettledPart> Parts, SortedDictionary<string, long> Days)
{
    public static async Task<SettledList> ReadAsync(Lake lake, string name, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(lake);
        return (await lake.Runs.ReadAsync(name, cancellation)).ToObjectFromJson<SettledList>()!;
    }

    /// <summary>The lines of all events.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> EventsAsync(Lake lake, string name, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var part in (await ReadAsync(lake, name, cancellation)).Parts)
        {
            foreach (var line in await EventsAsync(lake, part, cancellation)) yield return line;
        }
    }

    /// <summary>The lines of the events of one part.</summary>
    public static async Task<IEnumerable<ReadOnlyMemory<byte>>> EventsAsync(Lake lake, SettledPart part, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(part);
        return Lines.Read(await (part.IsCut ? lake.Runs : lake.Events).ReadAsync(part.Events, cancellation));
    }

    /// <summary>The lines of the edges of one part.</summary>
    public static async Task<IEnumerable<ReadOnlyMemory<byte>>> EdgesAsync(Lake lake, SettledPart part, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(part);
        return Lines.Read(await (part.IsCut ? lake.Runs : lake.Events).ReadAsync(part.Edges, cancellation));
    }
}
