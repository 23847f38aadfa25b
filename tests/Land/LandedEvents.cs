using Pinstitch.Azure.Storage;
using Pinstitch.Land;
using Pinstitch.Tests.Hosting;

namespace Pinstitch.Tests.Land;

/// <summary>What a host has landed and rejected.</summary>
internal static class LandedEvents
{
    /// <summary>Events whose id begins with a text, after the hub has been emptied.</summary>
    public static async Task<List<LandedEvent>> ReadAsync(TestHost host, string prefix)
    {
        await host.LandAsync();
        var stop = TestContext.Current.CancellationToken;
        var lake = host.Get<Lake>();
        var items = new List<LandedEvent>();
        await foreach (var (name, _) in lake.Events.ListAsync(string.Empty, stop))
            items.AddRange(Lines.Read(await lake.Events.ReadAsync(name, stop)).Select(line => LandingJson.ReadLanded(line.Span).Event));
        return items.FindAll(item => item.EventId.StartsWith(prefix, StringComparison.Ordinal));
    }

    public static async Task<List<RejectedRecord>> RejectedAsync(TestHost host)
    {
        await host.LandAsync();
        var stop = TestContext.Current.CancellationToken;
        var lake = host.Get<Lake>();
        var records = new List<RejectedRecord>();
        await foreach (var (name, _) in lake.Rejected.ListAsync(string.Empty, stop))
            records.AddRange(Lines.Read(await lake.Rejected.ReadAsync(name, stop)).Select(line => LandingJson.ReadRejected(line.Span)));
        return records;
    }
}
