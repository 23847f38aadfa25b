using Pinstitch.Tests.Storage;
using static Pinstitch.Tests.Attribute.CreditNights;

namespace Pinstitch.Tests.Attribute;

/// <summary>Nights between which somebody changes the settings.</summary>
public sealed class NightlySettingsTests(AzuriteFixture azurite)
{
    private const string Usual = """
        {
          "shop": { "name": "Test", "currency": "EUR", "timeZone": "UTC" },
          "models": ["last_click", "linear", "time_decay", "markov"],
          "attribution": { "dataDriven": { "leastConversions": 5, "leastPaths": 10, "replicates": 5 } },
          "shards": 3
        }
        """;

    private const string Other = """
        {
          "shop": { "name": "Test", "currency": "EUR", "timeZone": "UTC" },
          "windows": { "clickDays": 1, "viewDays": 0 },
          "models": ["first_click", "position_based", "shapley"],
          "attribution": { "resetAfterOrder": true, "direct": "asTouch", "repeatMinutes": 5, "dataDriven": { "leastConversions": 1, "leastPaths": 1, "replicates": 2, "markovOrder": 2 } },
          "shards": 2
        }
        """;

    [Trait("Category", "EndToEnd")]
    [Fact]
    public async Task Settings_that_change_between_nights_leave_the_same_bytes_as_if_they_had_always_been_so()
    {
        var storage = await azurite.AccountAsync();
        string first, second;
        await using (var host = await StartAsync(azurite, Usual, storage))
        {
            await LandAsync(host, 0, [.. Day(0, 90), .. View()]);
            first = (await NightAsync(host, 0)).RunId;
        }

        await using (var host = await StartAsync(azurite, Other, storage))
        {
            await LandAsync(host, 1, [.. Day(1, 10), Refund(0)]);
            var night = await NightAsync(host, 1);
            Assert.Equal(night.Counts.Persons, night.Counts.Recomputed);
            second = night.RunId;

            await using var always = await StartAsync(azurite, Other);
            await LandAsync(always, 0, [.. Day(0, 90), .. View(), .. Day(1, 10), Refund(0)]);
            var anew = await NightAsync(always, 1);
            Assert.Equal(anew.RunId, night.RunId);
            Assert.Equal(await ServedAsync(always, anew), await ServedAsync(host, night));
            Assert.Equal(await ModelsAsync(always, anew), await ModelsAsync(host, night));
        }

        await using var back = await StartAsync(azurite, Usual, storage);
        await LandAsync(back, 2, [.. Day(2, 6), Visit(901, person: 5, day: 2, "merge", customer: 6)]);
        var changed = await NightAsync(back, 2);
        Assert.Equal(changed.Counts.Persons, changed.Counts.Recomputed);
        await LandAsync(back, 3, [.. Day(3, 6)]);
        var last = await NightAsync(back, 3);

        // Each run's orders come to the same credit again by the run's own settings, whatever they are now.
        foreach (var (run, days, models) in new[] { (first, 30, 4), (second, 1, 3), (last.RunId, 30, 4) })
        {
            var (settings, same, different) = await ProvenAsync(back, run);
            Assert.Equal((days, models, 0), (settings.Attribution.ClickDays, settings.Attribution.Models.Count, different));
            Assert.InRange(same, 20, 100);
        }

        await using var fresh = await StartAsync(azurite, Usual);
        await LandAsync(fresh, 0, [.. Day(3, 6), .. Day(2, 6), Visit(901, person: 5, day: 2, "merge", customer: 6), .. Day(1, 10), Refund(0), .. View(), .. Day(0, 90)]);
        var whole = await NightAsync(fresh, 3);
        Assert.Equal(whole.RunId, last.RunId);
        Assert.Equal(await ServedAsync(fresh, whole), await ServedAsync(back, last));
        Assert.Equal(await ModelsAsync(fresh, whole), await ModelsAsync(back, last));
    }
}
