using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Collect.Faults;

/// <summary>Tokens that end, rotate or are not enough.</summary>
public sealed class SignInFaultTests(AzuriteFixture azurite)
{
    [Fact]
    [FromFaultList("token expired mid-pages")]
    public async Task A_token_that_ends_between_two_pages_is_renewed_once()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        world.Pinterest.Script
            .Next("list", _ => FaultAnswers.Json("""{"items":[{"id":"1","name":"One"}],"bookmark":"b_0"}"""))
            .Next("list", _ => FaultAnswers.Json("""{"code":2,"message":"Authentication failed."}""", 401));
        Assert.Null((await world.ReportAsync("ads", 6, 6)).Fault);
        Assert.Equal(2, world.Pinterest.Script.Calls.Count(call => call == "token"));
    }

    [Fact]
    [FromFaultList("refresh token rotated and worker died")]
    public async Task A_worker_that_died_right_after_the_token_was_rotated_leaves_the_new_one()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        world.Pinterest.Script.Next("token", _ =>
        {
            // The answer, then the storing of the new refresh token: killed after the latter.
            world.Executioner.KillAfter(2);
            return null;
        });
        var orchestration = new DrivenOrchestration(world, world.Input());
        await Assert.ThrowsAsync<KilledException>(() => orchestration.RunReportAsync(world.Request("campaign")));
        world.Executioner.Spare();
        Assert.Equal(world.Pinterest.RefreshToken, world.Secrets["Pinterest:RefreshToken"]);
        world.Restart();
        Assert.Null((await orchestration.RunReportAsync(world.Request("campaign"))).Fault);
    }

    [Fact]
    public async Task A_missing_scope_is_named_and_nothing_is_tried_again()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        for (var time = 0; time < 2; time++) world.Pinterest.Script.Next("create", _ => FaultAnswers.Json("""{"code":3,"message":"Missing scope"}""", 401));
        var done = await world.ReportAsync("campaign");
        Assert.Equal(FaultKind.Configuration, done.Fault!.Kind);
        Assert.Contains("ads:read", done.Fault.Text, StringComparison.Ordinal);
    }

    [Promise(9)]
    [Fact]
    [FromFaultList("account without permission in the middle")]
    public async Task An_account_that_loses_its_permission_stops_itself_and_nobody_else()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        for (var time = 0; time < 40; time++) world.Pinterest.Script.Next("create", _ => FaultAnswers.Json("""{"code":29,"message":"You are not permitted to access that resource."}""", 403));
        var refused = await world.CollectAsync(world.Input() with { From = world.Request("campaign").From, To = world.Request("campaign").To });
        Assert.Equal(0, refused.Reports);
        Assert.Contains("Analyst", Assert.Single(refused.Faults), StringComparison.Ordinal);
        // Once is enough to know: the other reports are not even asked for.
        Assert.InRange(world.Pinterest.Script.Calls.Count(call => call == "create"), 1, 4);
        var alarm = (await world.FreshnessAsync())!.Alarms[0];
        Assert.Equal("credentials", alarm.Kind);
        Assert.Null((await world.ReportAsync("campaign", platform: "meta")).Fault);
    }
}
