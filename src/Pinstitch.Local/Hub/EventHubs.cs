using System.Collections.Concurrent;
using Pinstitch.Local.Hosting;

namespace Pinstitch.Local.Hub;

/// <summary>The hubs of this host, opened when first asked for.</summary>
public sealed class EventHubs : IAsyncDisposable
{
    /// <summary>Partitions of a hub, as infra/ creates it.</summary>
    public const int PartitionCount = 4;

    private readonly ConcurrentDictionary<string, Lazy<EventHub>> hubs = new(StringComparer.OrdinalIgnoreCase);
    private readonly HostFolder folder;
    private readonly TimeProvider time;

    internal EventHubs(HostFolder folder, TimeProvider time)
    {
        this.folder = folder;
        this.time = time;
    }

    /// <summary>The hubs that were asked for.</summary>
    internal IEnumerable<EventHub> Opened => hubs.Values.Where(hub => hub.IsValueCreated).Select(hub => hub.Value);

    /// <summary>The hub of that name; made when there is none.</summary>
    public EventHub Get(string name) => hubs
        .GetOrAdd(name, _ => new(() => new(name, Path.Combine(folder.Hub, name), PartitionCount, time)))
        .Value;

    /// <summary>The hub of that name; null when no function reads one and nothing was ever sent to one.</summary>
    internal EventHub? Find(string name)
    {
        if (hubs.ContainsKey(name)) return Get(name);
        return name.Length > 0 && name.AsSpan().IndexOfAny('/', '\\') < 0 && name[0] != '.' && Directory.Exists(Path.Combine(folder.Hub, name)) ? Get(name) : null;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var hub in hubs.Values.Where(hub => hub.IsValueCreated)) await hub.Value.DisposeAsync();
    }
}
