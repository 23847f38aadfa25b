using Pinstitch.Platforms;
using Pinstitch.Platforms.Calls;

namespace Pinstitch.Tests.Platforms;

public sealed class RateBudgetTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_window_that_is_used_up_is_waited_for()
    {
        var budget = new RateBudget([new("reports", 2, TimeSpan.FromMinutes(1))]);
        Assert.Equal(TimeSpan.Zero, budget.Take("reports", Now));
        Assert.Equal(TimeSpan.Zero, budget.Take("reports", Now.AddSeconds(10)));
        Assert.Equal(TimeSpan.FromSeconds(40), budget.Take("reports", Now.AddSeconds(20)));
        Assert.Equal(TimeSpan.Zero, budget.Take("other", Now.AddSeconds(20)));
        Assert.Equal(TimeSpan.Zero, budget.Take("reports", Now.AddSeconds(60)));
    }

    [Fact]
    public void Headers_correct_what_the_descriptor_assumed()
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("x-ratelimit-limit", "1, 1;w=1;name=\"safety_net_app_id_user_id\", 300;w=60;name=\"ads_analytics_app_id_user_id\"");
        response.Headers.TryAddWithoutValidation("x-ratelimit-remaining", "5");
        response.Headers.TryAddWithoutValidation("x-ratelimit-reset", "1");
        var signs = Pinstitch.Platforms.Pinterest.PinterestBudget.Read(response);
        Assert.Equal([new(RateLimit.Everything, 1, TimeSpan.FromSeconds(1)), new("ads_analytics", 300, TimeSpan.FromMinutes(1))], signs!.Limits);
        var budget = new RateBudget([]);
        budget.Learn(signs, Now);
        Assert.Equal(TimeSpan.Zero, budget.Take("ads_analytics", Now));
        Assert.True(budget.Take("ads_analytics", Now) > TimeSpan.Zero);
    }

    [Fact]
    public void Nothing_left_closes_the_platform_until_it_says()
    {
        var budget = new RateBudget([]);
        budget.Learn(new([], 0, TimeSpan.FromSeconds(67150), null), Now);
        Assert.Equal(TimeSpan.FromSeconds(67150), budget.Take("any", Now));
    }

    [Theory]
    [InlineData("""{"77":[{"type":"ads_insights","call_count":96,"estimated_time_to_regain_access":0}]}""", 300)]
    [InlineData("""{"77":[{"type":"ads_insights","call_count":100,"estimated_time_to_regain_access":17}]}""", 1020)]
    [InlineData("""{"77":[{"type":"ads_insights","call_count":80,"estimated_time_to_regain_access":0}]}""", 2)]
    [InlineData("""{"77":[{"type":"ads_insights","call_count":10,"estimated_time_to_regain_access":0}]}""", 0)]
    public void Metas_shares_slow_down_and_then_stop(string header, int seconds)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("x-business-use-case-usage", header);
        Assert.Equal(seconds, (Pinstitch.Platforms.Meta.MetaBudget.Read(response)?.Pause ?? TimeSpan.Zero).TotalSeconds);
    }
}
