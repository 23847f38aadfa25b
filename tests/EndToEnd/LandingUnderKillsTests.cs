using Pinstitch.Lab.EndToEnd;

namespace Pinstitch.Tests.EndToEnd;

/// <summary>The smaller brother of <c>lab/EndToEnd landing</c>, which sends a million events through twenty kills.</summary>
public sealed class LandingUnderKillsTests
{
    [Fact]
    [Trait("Category", "EndToEnd")]
    public async Task Events_of_the_npm_client_are_landed_exactly_once_in_effect_through_three_kills()
    {
        var missing = await NodePackage.MissingAsync();
        Assert.SkipWhen(missing is not null, missing ?? string.Empty);
        var folder = Directory.CreateTempSubdirectory("pinstitch-kills-").FullName;
        var plan = new KillPlan(Events: 6_000, Kills: 3, Keys: 40, Batch: 100, Lanes: 4, Seed: 7);
        var result = await LandingUnderKills.RunAsync(plan, folder, _ => { }, TestContext.Current.CancellationToken);
        Directory.Delete(folder, recursive: true);
        Assert.Equal((3, 6_000, 0L, 0L, 0L), (result.Kills, (int)result.Audit.Events, result.Audit.Missing, result.Audit.OutOfOrder, result.Audit.Rejected));
        Assert.True(result.Audit.Balances, $"{result.Audit}");
    }
}
