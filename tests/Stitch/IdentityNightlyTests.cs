using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Pinstitch.Azure.Storage;
using Pinstitch.Functions.Stitch;
using Pinstitch.Functions.Stitch.Erase;
using Pinstitch.Land;
using Pinstitch.Stitch;
using Pinstitch.Stitch.Clusters;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Stitch;

/// <summary>Stitching's activities on real storage, in the order in which the nightly run calls them.</summary>
public sealed class IdentityNightlyTests(AzuriteFixture azurite)
{
    private static readonly DateOnly First = new(2026, 9, 1);
    private static readonly Identifier Anna = TestEdge.Id(IdentifierType.CustomerId, 1);
    private static readonly Identifier Ben = TestEdge.Id(IdentifierType.CustomerId, 2);
    private static readonly Identifier Browser = TestEdge.Id(IdentifierType.AnonymousId, 1);
    private static readonly Identifier Mail = TestEdge.Id(IdentifierType.Email, 1);
    private string? account;

    [Fact]
    public async Task A_second_night_changes_only_whom_its_edges_touch_and_a_repeat_changes_nobody()
    {
        var nights = await NightsAsync();
        var one = await nights.RunAsync(First, Edge(Anna, Browser, 1), Edge(Ben, Mail, 2));
        Assert.Equal(4, one.Changed);
        var two = await nights.RunAsync(First.AddDays(1), Edge(Anna, Browser, 1), Edge(Ben, Mail, 2), Edge(Ben, Browser, 3));
        Assert.Equal([Browser], (await nights.ChangesAsync(two)).Where(change => change.Guard is not null).Select(change => change.Identifier));
        Assert.Equal(0, (await nights.RunAsync(First.AddDays(1), Edge(Anna, Browser, 1), Edge(Ben, Mail, 2), Edge(Ben, Browser, 3))).Changed);
    }

    [Fact]
    public async Task Who_used_a_shared_browser_is_told_by_time()
    {
        var nights = await NightsAsync();
        var linked = await nights.RunAsync(First, Edge(Anna, Browser, 10_000), Edge(Ben, Browser, 500_000));
        var persons = await nights.PersonsAsync(linked);
        Assert.Equal(persons.Of(Event(10_000, Anna)), persons.Of(Event(12_000, Browser)));
        Assert.Equal(persons.Of(Event(10_000, Ben)), persons.Of(Event(500_100, Browser)));
        Assert.DoesNotContain(persons.Of(Event(300_000, Browser)), new[] { persons.Of(Event(1, Anna)), persons.Of(Event(1, Ben)) });
    }

    [Fact]
    public async Task An_older_night_is_stitched_by_itself_and_leaves_the_store_alone()
    {
        var nights = await NightsAsync();
        await nights.RunAsync(First.AddDays(1), Edge(Anna, Browser, 1), Edge(Ben, Browser, 3));
        var before = await nights.Store.CurrentAsync(TestContext.Current.CancellationToken);
        var older = await nights.RunAsync(First, Edge(Anna, Browser, 1));
        Assert.Null(older.Changes);
        var persons = await nights.PersonsAsync(older);
        Assert.Equal(persons.Of(Event(1, Anna)), persons.Of(Event(1, Browser)));
        Assert.Equal(before!.Value.Mark, (await nights.Store.CurrentAsync(TestContext.Current.CancellationToken))!.Value.Mark);
    }

    [Fact]
    public async Task Other_rules_make_the_store_again_from_its_own_edges()
    {
        var nights = await NightsAsync();
        await nights.RunAsync(First, Edge(Anna, Mail, 1), Edge(Anna, Browser, 2));
        var strict = await NightsAsync(new GuardRails { Exclude = [[$"pseudonym:{Anna}", $"pseudonym:{Browser}"]] });
        var linked = await strict.RunAsync(First.AddDays(1));
        var persons = await strict.PersonsAsync(linked);
        Assert.Equal(persons.Of(Event(1, Anna)), persons.Of(Event(1, Mail)));
        Assert.NotEqual(persons.Of(Event(1, Anna)), persons.Of(Event(1, Browser)));
        // The browser leaves the person, who keeps the other two.
        var (person, into) = PersonFlows.Split(await strict.FlowsAsync(linked)).Single();
        Assert.Equal(persons.Of(Event(1, Anna)), person);
        Assert.Equal([.. new[] { person, persons.Of(Event(1, Browser)) }.Order()], into);
    }

    [Fact]
    public async Task The_list_of_touched_persons_names_merges_and_whom_an_erasure_touched()
    {
        var nights = await NightsAsync();
        var other = TestEdge.Id(IdentifierType.Phone, 1);
        var first = await nights.PersonsAsync(await nights.RunAsync(First, Edge(Anna, Browser, 1), Edge(Mail, other, 2)));
        var merged = await nights.RunAsync(First.AddDays(1), Edge(Anna, Mail, 3));
        var person = first.Of(Event(1, Anna));
        Assert.Equal((person, 2), PersonFlows.Merged(await nights.FlowsAsync(merged)).Select(item => (item.Person, item.From.Count)).Single());
        // Of the browser, the mail address, the phone and the customer nothing is left, not even in a list of whom the erasure has touched.
        await Erasure(nights).RunAsync([$"pseudonym:{other}"], TestContext.Current.CancellationToken);
        Assert.DoesNotContain(person, PersonFlows.Touched(await nights.FlowsAsync(await nights.RunAsync(First.AddDays(2)))));
        Assert.Empty(await nights.FlowsAsync(await nights.RunAsync(First.AddDays(3))));
    }

    [Fact]
    public async Task What_was_undone_is_gone_with_the_next_night_byte_for_byte_and_the_merge_log_tells()
    {
        var stop = TestContext.Current.CancellationToken;
        var phone = TestEdge.Id(IdentifierType.Phone, 1);
        IdentityEdge[] edges = [Edge(Anna, Mail, 1), Edge(Browser, phone, 2), Edge(Ben, TestEdge.Id(IdentifierType.DeviceId, 1), 3)];
        var (nights, world) = (await NightsAsync(), new TestNights(await azurite.AccountAsync(), new()));
        await nights.RunAsync(First, edges);
        var person = (await nights.PersonsAsync(await nights.RunAsync(First.AddDays(1), [.. edges, Edge(Mail, phone, 4)]))).Of(Event(1, Anna));
        await nights.Store.WriteUndoneAsync([UndonePair.Of(Mail, phone, default)], null, stop);
        var after = await nights.RunAsync(First.AddDays(2), [.. edges, Edge(Mail, phone, 4)]);
        for (var night = 0; night < 2; night++) await world.RunAsync(First.AddDays(night), edges);
        var expected = await world.RunAsync(First.AddDays(2), edges);
        Assert.Equal(await world.LinesAsync(expected), await nights.LinesAsync(after));
        Assert.Equal(1, after.Figures.HeldPairs["excluded"]);

        var step = (await nights.Store.CurrentAsync(stop))!.Value.Pointer.Manifest.Step;
        var history = PersonHistory.Of(await StepNotes.ReadAsync(nights.Lake, step, stop), person);
        Assert.Equal(
            ["added night 2", "added night 2", "merged night 2", "split undo 2"],
            history.Select(entry => $"{entry.Kind} {entry.Cause} {entry.Identifiers.Count}"));
        Assert.Equal(Edge(Mail, phone, 4), PersonHistory.Evidence(history[2], [.. edges, Edge(Mail, phone, 4)]));
    }

    [Fact]
    public async Task An_erased_person_leaves_every_file_and_does_not_come_back()
    {
        var stop = TestContext.Current.CancellationToken;
        var nights = await NightsAsync();
        await nights.RunAsync(First, Edge(Anna, Browser, 1), Edge(Ben, Mail, 2));
        Assert.Equal([Anna, Browser], (await Erasure(nights).RunAsync([$"pseudonym:{Browser}"], stop)).Value.Identifiers);
        await nights.RunAsync(First.AddDays(1), Edge(Anna, Browser, 1), Edge(Ben, Mail, 2));
        await foreach (var (name, _) in nights.Lake.Identity.ListAsync(string.Empty, stop))
        {
            if (name == "erased.json") continue;
            var content = await nights.Lake.Identity.ReadAsync(name, stop);
            var text = name.EndsWith(".gz", StringComparison.Ordinal) ? string.Join('\n', Lines.Read(content).Select(line => System.Text.Encoding.ASCII.GetString(line.Span))) : Convert.ToHexStringLower(content) + content;
            Assert.DoesNotContain($"{Anna.Key:x32}", text, StringComparison.Ordinal);
            Assert.DoesNotContain($"{Browser.Key:x32}", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Erasing_nobody_says_what_to_write()
    {
        var nights = await NightsAsync();
        Assert.Contains("type:value", (await Erasure(nights).RunAsync(["anna"], TestContext.Current.CancellationToken)).Fault!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_night_that_joins_far_more_persons_than_usual_leaves_the_store_alone_until_it_is_accepted()
    {
        var nights = await NightsAsync();
        IdentityEdge[] known = [.. Enumerable.Range(0, 240).Select(number => Edge(TestEdge.Id(IdentifierType.Email, number), TestEdge.Id(IdentifierType.AnonymousId, number), 1))];
        for (var night = 0; night < 7; night++) await nights.RunAsync(First.AddDays(night), [.. known, Edge(Anna, TestEdge.Id(IdentifierType.DeviceId, night), 2)]);
        var before = await nights.Store.CurrentAsync(TestContext.Current.CancellationToken);
        IdentityEdge[] strange = [.. known, .. Enumerable.Range(0, 240).Select(number => Edge(TestEdge.Id(IdentifierType.Email, number), TestEdge.Id(IdentifierType.Phone, number / 2), 3))];
        var stopped = await Assert.ThrowsAsync<InvalidOperationException>(() => nights.RunAsync(First.AddDays(7), strange));
        Assert.Contains("would merge 120 persons", stopped.Message, StringComparison.Ordinal);
        Assert.Equal(before!.Value.Mark, (await nights.Store.CurrentAsync(TestContext.Current.CancellationToken))!.Value.Mark);
        var accepting = await NightsAsync(new GuardRails { Accepted = [First.AddDays(7)] });
        Assert.Equal(120, PersonFlows.Merged(await accepting.FlowsAsync(await accepting.RunAsync(First.AddDays(7), strange))).Count());
    }

    [Fact]
    public async Task Ten_nights_that_read_what_is_new_give_the_bytes_of_nights_that_read_everything()
    {
        var stop = TestContext.Current.CancellationToken;
        PCG random = new(stream: 1, 7UL);
        int Below(uint most) => (int)random.Next(most);
        IdentityEdge Any() => Edge(TestEdge.Id((IdentifierType)Below(3), Below(12)), TestEdge.Id((IdentifierType)(5 + Below(4)), Below(40)), 1 + Below(1_000_000));
        var parts = Enumerable.Range(0, 4).Select(_ => new List<IdentityEdge>()).ToList();
        var accounts = new[] { await azurite.AccountAsync(), await azurite.AccountAsync() };
        for (var night = 0; night < 10; night++)
        {
            // Most of what a night brings is this week's, some of it is late; one identifier is erased, one edge is undone.
            foreach (var _ in Enumerable.Range(0, 12)) parts[Math.Min(3, night / 3)].Add(Any());
            if (night % 3 == 2) parts[Below(4)].Add(Any());
            var guards = night < 6 ? new GuardRails() : new GuardRails { Exclude = [[$"pseudonym:{parts[0][0].A}", $"pseudonym:{parts[0][0].B}"]] };
            var outcomes = new List<string>();
            foreach (var account in accounts)
            {
                var nights = new TestNights(account, guards);
                if (night == 4)
                {
                    var clock = new FixedClock(DateTimeOffset.FromUnixTimeSeconds(2_000_000));
                    await Erasure(nights, clock).RunAsync([$"pseudonym:{parts[0][1].B}"], stop);
                }

                var linked = await nights.RunAsync(First.AddDays(night), [.. parts.Select(part => part.ToArray())], hashed: account == accounts[0]);
                var touched = PersonFlows.Touched(await nights.FlowsAsync(linked));
                outcomes.Add(string.Join(' ', touched) + Convert.ToHexString([.. (await nights.LinesAsync(linked)).SelectMany(line => line)]) + JsonSerializer.Serialize(linked.Figures));
            }

            Assert.Equal(outcomes[1], outcomes[0]);
        }
    }

    private async Task<TestNights> NightsAsync(GuardRails? guards = null) => new(account ??= await azurite.AccountAsync(), guards ?? new());

    private static Erasure Erasure(TestNights nights, TimeProvider? clock = null) => new(
        nights.Lake, new(nights.Blobs), new(nights.Tables), nights.Store, TestNights.Pseudonyms, clock ?? TimeProvider.System, NullLogger<Erasure>.Instance);

    private static IdentityEdge Edge(Identifier one, Identifier two, int seconds) => one < two
        ? new(one, two, DateTimeOffset.FromUnixTimeSeconds(seconds), $"e-{seconds}", "login")
        : new(two, one, DateTimeOffset.FromUnixTimeSeconds(seconds), $"e-{seconds}", "login");

    private static LandedEvent Event(int seconds, params Identifier[] identifiers) => new("e", EventNames.PageVisit, DateTimeOffset.FromUnixTimeSeconds(seconds), "browser", identifiers);
}
