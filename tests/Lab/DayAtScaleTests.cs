using Pinstitch.Lab.EndToEnd;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Lab;

/// <summary>The measurement of a large day, on a small one.</summary>
public sealed class DayAtScaleTests(AzuriteFixture azurite)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_day_is_found_by_few_names_however_many_batches_it_came_in()
    {
        var day = await DayAtScale.RunAsync(await azurite.AccountAsync(), events: 4800, batch: 10, partitions: 4, _ => { }, Stop);
        Assert.Equal((480L, 96, 4800L), (day.Appends, day.Blobs, day.Rows));
        Assert.Equal((2L, 96L), day.Before);
        // The manifest, and the landed blobs that it covers; the files are named in it.
        Assert.Equal((2L, 97L), day.After);
        Assert.Equal((24, 24L), (day.Files, day.Folder.Names));
    }

    [Fact]
    public async Task Ids_that_were_never_told_twice_meet_nobody_and_cost_eight_bytes()
    {
        var night = await CopyMemory.RunAsync(await azurite.AccountAsync(), 144_000, Stop);
        Assert.Equal((0, 8 * night.Remembered), (night.Found, night.Bytes));
    }
}
