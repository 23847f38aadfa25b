using CsCheck;
using Pinstitch.Functions.Stitch.Route;
using Pinstitch.Land;
using Pinstitch.Stitch;
using Pinstitch.Stitch.Books;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Stitch;

/// <summary>Whose events are, night after night, by what is new alone.</summary>
public sealed class RoutingTests(AzuriteFixture azurite)
{
    private static readonly DateOnly First = new(2026, 5, 1);

    [Theory]
    [InlineData(1, 3UL)]
    [InlineData(3, 4UL)]
    [InlineData(7, 6UL)]
    public async Task Nights_that_send_what_is_new_leave_each_event_with_whom_everything_at_once_tells(int shards, ulong seed)
    {
        var nights = new RoutedNights(await azurite.AccountAsync(), shards);
        PCG random = new(stream: 1, seed);
        var events = new SortedDictionary<string, LandedEvent>(StringComparer.Ordinal);
        for (var night = 0; night < 6; night++)
        {
            for (var number = 0; number < 25; number++) Add(Event(random, $"e{night}-{number}", night));
            if (night > 0)
            {
                // A copy that came late has told more; an event is of another time than was thought; one is no more.
                foreach (var known in events.Values.Where(_ => random.Next(30) == 0).ToList())
                    Add(known with { Identifiers = [.. known.Identifiers.Append(Any(random)).Distinct().Order()] });
                foreach (var known in events.Values.Where(_ => random.Next(60) == 0).ToList()) Add(known with { Time = known.Time.AddDays(-9) });
                foreach (var known in events.Keys.Where(_ => random.Next(90) == 0).ToList()) events.Remove(known);
            }

            if (night is 3 or 5) await UndoAsync(nights, events.Values, random, night);
            var routed = await nights.RunAsync(First.AddDays(night), events.Values);
            Assert.Equal(night > 0, nights.WentOn);
            Assert.Equal(await nights.OracleAsync(events.Values), routed);
        }

        await nights.RunAsync(First.AddDays(6), events.Values);
        Assert.Equal((true, 0), (nights.WentOn, nights.Sent));

        void Add(LandedEvent item) => events[item.EventId] = item;
    }

    [Fact]
    public async Task Two_new_events_are_two_lines_sent_and_a_layer_of_two_persons()
    {
        var nights = new RoutedNights(await azurite.AccountAsync(), 3);
        LandedEvent Of(int person, int number) => new(
            $"e{person}-{number}", EventNames.PageVisit, new(First, default, TimeSpan.Zero), "browser", [TestEdge.Id(IdentifierType.CustomerId, person), TestEdge.Id(IdentifierType.AnonymousId, person)]);
        List<LandedEvent> events = [.. Enumerable.Range(0, 300).SelectMany(person => new[] { Of(person, 0), Of(person, 1) })];
        await nights.RunAsync(First, events);
        var before = nights.Files!;
        Assert.Equal((600, 3), (nights.Sent, before.Sum(shard => shard.Book!.Count)));

        var later = await nights.RunAsync(First.AddDays(1), [.. events, Of(7, 2), Of(250, 2)]);
        Assert.Equal(await nights.OracleAsync([.. events, Of(7, 2), Of(250, 2)]), later);
        Assert.Equal(2, nights.Sent);
        var layers = new List<BookLayer>();
        foreach (var (shard, was) in nights.Files!.Zip(before))
        {
            Assert.Equal(was.Book, shard.Book!.Take(1));
            foreach (var folder in shard.Book!.Skip(1)) layers.Add((await StoredBook.OpenAsync(nights.Lake, [folder], TestContext.Current.CancellationToken)).Book.Layers[0]);
        }

        Assert.Equal((2, 6), (layers.Sum(layer => layer.Persons.Length), layers.Sum(layer => layer.Rows)));

        // An erasure that was cut off after its first step has not come to the books yet.
        await nights.Store.WriteErasedAsync([new($"{TestEdge.Id(IdentifierType.AnonymousId, 7).Key:x32}", new(First.AddDays(5), default, TimeSpan.Zero))], TestContext.Current.CancellationToken);
        Assert.DoesNotContain(await nights.RunAsync(First.AddDays(2), [.. events, Of(7, 2)]), line => line.Contains($"{TestEdge.Id(IdentifierType.AnonymousId, 7)}", StringComparison.Ordinal));
        Assert.False(nights.WentOn);
    }

    private static LandedEvent Event(PCG random, string id, int night)
    {
        var late = random.Next(5) == 0 ? random.Next(30) : 0;
        var time = new DateTimeOffset(First.AddDays(night), default, TimeSpan.Zero).AddDays(-(int)late).AddMinutes(random.Next(1440));
        Identifier[] identifiers = [.. Enumerable.Range(0, 1 + (int)random.Next(3)).Select(_ => Any(random)).Distinct().Order()];
        return new(id, EventNames.PageVisit, time, "browser", identifiers)
        {
            IsTest = random.Next(40) == 0,
            Traffic = random.Next(40) == 0 ? "bot:test" : null,
            MayMeasure = random.Next(20) == 0 ? false : null,
            Former = random.Next(40) == 0 && identifiers[0] is var present ? [new(present with { Key = present.Key + 1_000 }, present)] : null,
        };
    }

    /// <summary>Few enough to meet: some devices are shared by several customers.</summary>
    private static Identifier Any(PCG random) => random.Next(10) switch
    {
        < 3 => TestEdge.Id(IdentifierType.CustomerId, (int)random.Next(40)),
        < 5 => TestEdge.Id(IdentifierType.Email, (int)random.Next(60)),
        < 8 => TestEdge.Id(IdentifierType.AnonymousId, (int)random.Next(80)),
        8 => TestEdge.Id(IdentifierType.DeviceId, (int)random.Next(6)),
        _ => TestEdge.Id(IdentifierType.OrderId, (int)random.Next(200)),
    };

    private static async Task UndoAsync(RoutedNights nights, IEnumerable<LandedEvent> events, PCG random, int night)
    {
        var edges = events.SelectMany(IdentityEdge.Of).ToList();
        var (pairs, mark) = await nights.Store.UndoneAsync(TestContext.Current.CancellationToken);
        // One pair is undone, later another one; the first is taken back.
        var edge = edges[(int)random.Next((uint)edges.Count)];
        await nights.Store.WriteUndoneAsync([.. pairs.Skip(night == 5 ? 1 : 0), UndonePair.Of(edge.A, edge.B, DateTimeOffset.UnixEpoch)], mark, TestContext.Current.CancellationToken);
    }
}
