using System.Diagnostics.Metrics;
using Pinstitch.Azure.Storage;

namespace Pinstitch.Functions.Local.Cost;

/// <summary>Adds up what this process asks of the lake and of what is served, for as long as it lives.</summary>
internal sealed class StorageTally : IDisposable
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<(string Service, string Class), (long Requests, long Bytes)> sums = [];
    private readonly MeterListener listener = new();

    public StorageTally()
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == StorageMeter.Name) self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument.Name, value, tags));
        listener.Start();
    }

    public IReadOnlyList<StorageUse> Uses
    {
        get
        {
            lock (gate) return [.. sums.Select(item => new StorageUse(item.Key.Service, item.Key.Class, item.Value.Requests, item.Value.Bytes))];
        }
    }

    public void Dispose() => listener.Dispose();

    private void Add(string name, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = (Tag(tags, "service"), Tag(tags, "class"));
        lock (gate)
        {
            var (requests, bytes) = sums.GetValueOrDefault(key);
            sums[key] = name == StorageMeter.Requests ? (requests + value, bytes) : (requests, bytes + value);
        }
    }

    private static string Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == name) return (string)tag.Value!;
        }

        return string.Empty;
    }
}
