using System.Text;
using Pinstitch.Land;
using Pinstitch.Stitch;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Stitch;

public sealed class KeyRotationTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Now = new(2026, 3, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly byte[] OldKey = "the-key-before-it-changed"u8.ToArray();
    private static readonly byte[] NewKey = "the-key-after-it-changed"u8.ToArray();

    [Theory]
    [InlineData("""{"anonymous_id":"cookie-1","email":"jane@shop.example"}""")]
    [InlineData("""{"anonymous_id":"cookie-1","customer_id":"C-17","email":"jane@shop.example"}""")]
    [InlineData("""{"anonymous_id":"cookie-1","customer_id":"C-17"}""")]
    public async Task A_person_stays_one_person_under_the_same_id_when_the_key_changes(string user)
    {
        var nights = new TestNights(await azurite.AccountAsync(), new());
        var before = Read(new(OldKey), "before", user);
        var first = await nights.PersonsAsync(await nights.RunAsync(new(2026, 3, 16), [.. IdentityEdge.Of(before)]));
        var person = first.Of(before);

        // While both keys are set, the visitor comes back.
        var during = Read(new(NewKey, OldKey), "during", user);
        Assert.DoesNotContain(during.Identifiers, before.Identifiers.Contains);
        var both = await nights.PersonsAsync(await nights.RunAsync(new(2026, 3, 17), [.. IdentityEdge.Of(before), .. IdentityEdge.Of(during)]));
        Assert.Equal((person, person), (both.Of(before), both.Of(during)));

        // The old key is forgotten; one of the identifiers is enough.
        var after = Read(new(NewKey), "after", """{"anonymous_id":"cookie-1"}""");
        var last = await nights.PersonsAsync(await nights.RunAsync(new(2026, 3, 18), [.. IdentityEdge.Of(before), .. IdentityEdge.Of(during), .. IdentityEdge.Of(after)]));
        Assert.Equal((person, person), (last.Of(before), last.Of(after)));
    }

    [Fact]
    public void The_edge_names_the_change_as_its_reason()
    {
        var item = Read(new(NewKey, OldKey), "e", """{"anonymous_id":"cookie-1"}""");
        var edge = Assert.Single(IdentityEdge.Of(item));
        Assert.Equal("key_rotation", edge.Reason);
        Assert.True(edge.A < edge.B);
        Assert.Equal(new HashSet<Identifier> { item.Former![0].Past, item.Identifiers[0] }, [edge.A, edge.B]);
    }

    private static LandedEvent Read(Pseudonyms pseudonyms, string id, string user)
    {
        var json = $$"""{"event_id":"{{id}}","event_name":"page_visit","event_time":"2026-03-15T12:00:00Z","user":{{user}}}""";
        var reading = new EventReader(pseudonyms, "EUR", new FixedClock(Now)).Read(Encoding.UTF8.GetBytes(json));
        Assert.Empty(reading.Violations);
        return reading.Event!;
    }
}
