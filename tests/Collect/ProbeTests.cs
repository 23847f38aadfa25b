using Pinstitch.Collect;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Collect;

/// <summary>The cheap look that doctor takes at an account.</summary>
public sealed class ProbeTests(AzuriteFixture azurite)
{
    public static TheoryData<string> Platforms => [.. PlatformCatalogue.Ids];

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task An_account_is_looked_at_with_a_call_or_two_and_no_job_is_made(string platform)
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        var account = world.Measurement.Accounts.Single(account => account.Platform == platform);
        var seen = await world.Sources.Get(platform).ProbeAsync(account, world.Input(platform).Today.AddDays(-1), CollectionWorld.Stop);
        Assert.True(seen.TryGet(out var text, out var fault), fault?.Text);
        Assert.Contains(PlatformCatalogue.Get(platform).Name, text, StringComparison.Ordinal);
        Assert.InRange(world.Script(platform).Calls.Count, platform is "tiktok" or "snapchat" or "microsoft" ? 0 : 1, 2);
        Assert.Empty(world.Script(platform).Submissions);
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task A_sign_in_that_is_refused_wants_somebody(string platform)
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        var account = world.Measurement.Accounts.Single(account => account.Platform == platform);
        var plan = world.Sources.Get(platform).Descriptor.SignIn;
        world.Secrets[$"{plan.Secrets}:{(plan.TokenAddress is null ? "AccessToken" : "RefreshToken")}"] = "not the token";
        var seen = await world.Sources.Get(platform).ProbeAsync(account, world.Input(platform).Today.AddDays(-1), CollectionWorld.Stop);
        Assert.Equal(FaultKind.Configuration, seen.Fault!.Kind);
    }
}
