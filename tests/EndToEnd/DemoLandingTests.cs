using System.Text;
using Pinstitch.Land;
using Pinstitch.Local.Hub;

namespace Pinstitch.Tests.EndToEnd;

/// <summary>What the demo landed, counted again from storage and compared with the messages that the shop sent.</summary>
[Trait("Category", "EndToEnd")]
[Collection(typeof(DemoCollection))]
public sealed class DemoLandingTests(DemoFixture demo)
{
    [Fact]
    public async Task Every_message_is_landed_or_rejected_or_a_duplicate()
    {
        var landed = await LandedAsync();
        var events = landed.Values.Distinct().Count();
        var rejected = await RejectedAsync();
        await using var hub = new EventHub("events", Path.Combine(demo.Folder, "hub", "events"), EventHubs.PartitionCount, TimeProvider.System);
        // Each of the shop's messages is one of the hub's: a webhook stands for one event, and the collector splits arrays.
        Assert.Equal(demo.World.Messages.Count, hub.Count);
        Assert.Equal(hub.Count, landed.Count + rejected.Count);
        var counts = demo.Result.GetProperty("counts");
        Assert.Equal(hub.Count, counts.GetProperty("received").GetInt64());
        Assert.Equal(events, counts.GetProperty("landed").GetInt64());
        Assert.Equal(rejected.Count, counts.GetProperty("rejected").GetInt64());
        Assert.Equal(landed.Count - events, counts.GetProperty("duplicates").GetInt64());
    }

    [Fact]
    public async Task Rejected_is_what_was_meant_to_be_broken_and_nothing_else()
    {
        var rejected = await RejectedAsync();
        Assert.Equal(demo.World.Messages.Count(message => message.IsBroken), rejected.Count);
        Assert.All(rejected.Values, record => Assert.NotEmpty(record.Violations));
    }

    /// <summary>Event id and name of every landed message, by its place in the hub: from landed blobs and compacted days, each delivery once.</summary>
    private async Task<Dictionary<(int Partition, long Sequence), (string Id, string Name)>> LandedAsync()
    {
        var landed = new Dictionary<(int, long), (string, string)>();
        await foreach (var blob in demo.BlobsAsync("events"))
        {
            if (blob.IsParquet)
            {
                foreach (var row in TwinReader.Read(blob.Content)) landed[((int)row["partition"]!, (long)row["sequence"]!)] = ((string)row["event_id"]!, (string)row["event_name"]!);
            }
            else if (blob.Name.EndsWith(".ndjson.gz", StringComparison.Ordinal))
            {
                foreach (var record in SplitLines(blob).Select(line => LandingJson.ReadLanded(line))) landed[(record.Partition, record.Sequence)] = (record.Event.EventId, record.Event.Name);
            }
        }

        return landed;
    }

    private async Task<Dictionary<(int Partition, long Sequence), RejectedRecord>> RejectedAsync()
    {
        var rejected = new Dictionary<(int, long), RejectedRecord>();
        await foreach (var blob in demo.BlobsAsync("rejected"))
        {
            foreach (var record in SplitLines(blob).Select(line => LandingJson.ReadRejected(line))) rejected[(record.Partition, record.Sequence)] = record;
        }

        return rejected;
    }

    private static IEnumerable<byte[]> SplitLines(DemoBlob blob) => blob.Text().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Encoding.UTF8.GetBytes);
}
