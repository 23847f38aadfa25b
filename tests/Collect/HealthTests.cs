using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pinstitch.Collect;
using Pinstitch.Functions.Collect;
using Pinstitch.Functions.Operate;
using Pinstitch.Tests.Serve;
using Pinstitch.Tests.Storage;
using Pinstitch.Tests.Tell;

namespace Pinstitch.Tests.Collect;

/// <summary>Whoever watches the app from outside sees that collecting needs somebody, and nothing that is nobody's business.</summary>
public sealed class HealthTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("credentials", "attention")]
    [InlineData("spend-jump", "ok")]
    public async Task An_alarm_is_counted_and_an_urgent_one_changes_the_state(string kind, string status)
    {
        var (stop, now, shop) = (TestContext.Current.CancellationToken, new DateTimeOffset(2026, 3, 9, 6, 0, 0, TimeSpan.Zero), new SmallShop());
        var account = await ServingAccount.NewAsync(azurite);
        await FreshnessBook.WriteAsync(account.Lake, new("pinterest", "1", now, [], [new CollectionAlarm(kind, "In words that are for people.")]), stop);
        var answer = await new Health(account.Tables, new(account.Lake, shop.Measurement, new FixedClock(now))).RunAsync(new DefaultHttpContext().Request, stop);
        var text = JsonSerializer.Serialize(Assert.IsType<OkObjectResult>(answer).Value);
        using var health = JsonDocument.Parse(text);
        Assert.Equal(status, health.RootElement.GetProperty("status").GetString());
        var alarm = health.RootElement.GetProperty("alarms").EnumerateArray().Single();
        Assert.Equal(("pinterest", kind, 1), (alarm.GetProperty("platform").GetString(), alarm.GetProperty("kind").GetString(), alarm.GetProperty("count").GetInt32()));
        Assert.DoesNotContain("In words", text, StringComparison.Ordinal);
    }
}
