using Pinstitch.Functions.Land.Settle;
using Pinstitch.Land;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Land;

public sealed class SettleTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 3, 2);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_nights_one_by_one_give_the_same_bytes_as_one_night_over_all()
    {
        var (step, whole) = (await NightsAsync(), await NightsAsync());
        var state = 7u;
        int Below(int most) => (int)((state = (state * 1664525) + 1013904223) >> 8) % most;
        var sequence = 0L;
        var landed = new List<(DateTimeOffset At, LandedRecord[] Records)>();
        for (var night = 0; night < 10; night++)
        {
            var at = Start.AddDays(night);
            // Of each ten events seven are of the day, two repeat an earlier id, one is late by up to a hundred days.
            string Id(int of, int number) => $"{(char)('a' + (number % 5))}{of}-{number}";
            var records = Enumerable.Range(0, 40).Select(number => SettledNights.Record(
                0,
                sequence++,
                number % 10 < 7 ? Id(night, number) : Id(Below(night + 1), Below(40)),
                number % 10 == 9 ? at.AddHours(-Below(2400)) : at.AddSeconds(Below(30_000)),
                number % 3 == 0 ? "server" : "browser")).ToArray();
            landed.Add((at, records));
            await step.LandAsync(at, records);
            await step.CompactAsync(Day.AddDays(night));
            var result = await step.RunAsync(Day.AddDays(night));
            Assert.Equal(result.Kept.Received, result.Count + result.Duplicates);
        }

        foreach (var (at, records) in landed) await whole.LandAsync(at, records);
        var last = await step.RunAsync(Day.AddDays(9));
        var all = await whole.RunAsync(Day.AddDays(9));
        Assert.Equal(all.Events, last.Events);
        Assert.Equal(await whole.FilesAsync(), await step.FilesAsync());
        Assert.True(last.Duplicates > 20);
    }

    [Fact]
    public async Task A_night_that_is_killed_after_any_step_and_run_again_gives_the_same_bytes()
    {
        var (once, again) = (await NightsAsync(), await NightsAsync());
        foreach (var nights in new[] { once, again })
        {
            await nights.LandAsync(Start, [.. Enumerable.Range(0, 30).Select(number => SettledNights.Record(0, number, $"a{number % 20}", Start.AddHours(number * 20)))]);
        }

        var expected = await once.RunAsync(Day.AddDays(40));
        await again.RunAsync(Day.AddDays(40), 2, 0, 2, 1);
        var repeated = await again.RunAsync(Day.AddDays(40), 1);
        Assert.Equal(expected.Events, repeated.Events);
        Assert.Equal(await once.FilesAsync(), await again.FilesAsync());
    }

    [Theory]
    [InlineData(59, 1, 1)]
    [InlineData(61, 2, 0)]
    public async Task Copies_are_one_event_within_sixty_days_and_two_events_further_apart(int days, int events, int duplicates)
    {
        var nights = await NightsAsync();
        await nights.LandAsync(Start, SettledNights.Record(0, 0, "a", Start));
        await nights.RunAsync(Day);
        await nights.LandAsync(Start.AddDays(days), SettledNights.Record(0, 1, "a", Start.AddDays(days)));
        var result = await nights.RunAsync(Day.AddDays(days));
        Assert.Equal((events, duplicates), (result.Count, result.Duplicates));
    }

    [Fact]
    public async Task A_late_event_names_its_day_as_changed_and_only_its_week_is_written_again()
    {
        var nights = await NightsAsync();
        await nights.LandAsync(Start, [.. Enumerable.Range(0, 60).Select(number => SettledNights.Record(0, number, $"a{number}", Start.AddDays(-number)))]);
        var first = await nights.RunAsync(Day);
        Assert.True(first.Changed.IsWhole);
        var before = await nights.BytesAsync("settled/");
        await nights.LandAsync(Start.AddDays(1), SettledNights.Record(0, 60, "late", Start.AddDays(-30)));
        var second = await nights.RunAsync(Day.AddDays(1));
        Assert.Equal("2026-01-31", Assert.Single(second.Changed.Days).Key);
        Assert.False(second.Changed.IsWhole);
        Assert.Equal(1, second.Kept.Late);
        var added = (await nights.BytesAsync("settled/")).Keys.Except(before.Keys).ToList();
        // Records, keys and events of one shard's week, and the list that names them; edges it has none.
        Assert.Equal(4, added.Count);
        Assert.Equal(3, added.Count(name => name.Contains("/2026-01-26-", StringComparison.Ordinal)));
        Assert.Equal(1, first.Shards.Zip(second.Shards).Count(pair => pair.First.Weeks != pair.Second.Weeks));
    }

    [Fact]
    public async Task A_night_reads_nothing_of_weeks_beyond_the_window()
    {
        var nights = await NightsAsync();
        await nights.LandAsync(Start.AddDays(-400), [.. Enumerable.Range(0, 50).Select(number => SettledNights.Record(0, number, $"a{number}", Start.AddDays(-400 + number)))]);
        await nights.RunAsync(Day.AddDays(-350));
        // With these gone, whatever reads them fails.
        await foreach (var (name, _) in nights.Lake.Events.ListAsync("settled/", Stop))
        {
            if (name.Contains("-records-", StringComparison.Ordinal) || name.Contains("-keys-", StringComparison.Ordinal)) await nights.Lake.Events.DeleteAsync(name, Stop);
        }

        await nights.LandAsync(Start, SettledNights.Record(0, 50, "new", Start));
        var result = await nights.RunAsync(Day);
        Assert.Equal(51, result.Count);
    }

    [Fact]
    public async Task What_no_night_needs_any_more_is_deleted_by_the_next_but_one()
    {
        var nights = await NightsAsync();
        for (var night = 0; night < 4; night++)
        {
            await nights.LandAsync(Start.AddDays(night), SettledNights.Record(0, night, $"a{night}", Start.AddHours(night)));
            await nights.RunAsync(Day.AddDays(night));
        }

        var now = (await nights.FilesAsync()).ToHashSet();
        var stored = (await nights.BytesAsync("settled/")).Keys.Where(name => name != SettledPointer.Name).ToList();
        Assert.Empty(now.Except(stored));
        Assert.InRange(stored.Count - now.Count, 1, now.Count);
    }

    [Fact]
    public async Task The_number_of_shards_changes_no_event()
    {
        string[][] results = [[], []];
        foreach (var (shards, place) in new[] { (1, 0), (7, 1) })
        {
            var nights = new SettledNights(await azurite.AccountAsync(), shards);
            for (var night = 0; night < 3; night++)
            {
                await nights.LandAsync(Start.AddDays(night), [.. Enumerable.Range(night * 30, 30).Select(number => SettledNights.Record(0, number, $"{(char)('a' + (number % 9))}{number % 40}", Start.AddDays(night).AddMinutes(number)))]);
                results[place] = [.. (await nights.RunAsync(Day.AddDays(night))).Events];
            }
        }

        Assert.Equal(results[0], results[1]);
    }

    private async Task<SettledNights> NightsAsync() => new(await azurite.AccountAsync());
}
