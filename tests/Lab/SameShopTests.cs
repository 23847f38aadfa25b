using System.IO.Compression;
using Pinstitch.Lab.Shop;
using Pinstitch.Lab.Shop.Files;
using Pinstitch.Lab.Shop.Life;

namespace Pinstitch.Tests.Lab;

/// <summary>The same plan gives the same shop.</summary>
public sealed class SameShopTests
{
    private static readonly ShopPlan Plan = ShopPlan.Demo with { Seed = 3, People = 300, Days = 30 };

    [Fact]
    public void One_seed_gives_the_same_bytes_on_any_number_of_threads()
    {
        var alone = ShopBytes.Hash(ShopWorld.Make(Plan, threads: 1));
        Assert.All(new[] { 1, 2, 7 }, threads => Assert.Equal(alone, ShopBytes.Hash(ShopWorld.Make(Plan, threads))));
    }

    [Fact]
    public void Another_seed_gives_another_shop() =>
        Assert.NotEqual(ShopBytes.Hash(ShopWorld.Make(Plan)), ShopBytes.Hash(ShopWorld.Make(Plan with { Seed = 4 })));

    [Fact]
    public void More_people_change_nothing_for_those_who_were_there()
    {
        var few = ShopWorld.Live(Plan).Select(life => life.Story.Visits.Count).ToList();
        var many = ShopWorld.Live(Plan with { People = 600 }).Take(300).Select(life => life.Story.Visits.Count).ToList();
        Assert.Equal(few, many);
    }

    [Fact]
    public void The_files_hold_the_same_messages_in_the_same_order()
    {
        var folder = Directory.CreateTempSubdirectory("pinstitch-shop-").FullName;
        try
        {
            var world = ShopWorld.Make(Plan);
            Assert.Equal(world.Messages.Count, new ShopFiles(Plan, folder).Write(withTruth: true, _ => { }, TestContext.Current.CancellationToken));
            var days = Directory.GetFiles(Path.Combine(folder, "messages")).Order(StringComparer.Ordinal).ToList();
            Assert.Equal(Plan.Days, days.Count);
            var times = days.SelectMany(Lines).Select(line => long.Parse(line[11..line.IndexOf(',', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(world.Messages.Select(message => message.SendAt), times);
            var orders = ShopWorld.Live(Plan).Sum(life => life.Story.Orders.Count);
            Assert.Equal(orders, Lines(Path.Combine(folder, "truth", "orders.ndjson.gz")).Count);
            Assert.True(File.Exists(Path.Combine(folder, "truth", "increments.json")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Everybody_is_made_from_seed_and_number_alone() =>
        Assert.Equal(People.Make(9, 41).Email, People.Make(9, 41).Email);

    private static List<string> Lines(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
