using Microsoft.AspNetCore.Http;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Collect.Faults;

/// <summary>Report jobs that do not go as they should.</summary>
public sealed class JobFaultTests(AzuriteFixture azurite)
{
    [Fact]
    [FromFaultList("POST says FINISHED at once")]
    public async Task A_report_that_is_finished_at_once_is_no_restatement()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        await world.ReportAsync("campaign");
        var belief = await world.BeliefAsync("campaign", 2);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        var again = await world.ReportAsync("campaign");
        Assert.Equal(0, again.Value!.Days);
        Assert.Equal(belief, await world.BeliefAsync("campaign", 2));
        Assert.Equal(1, Assert.Single(world.Pinterest.Script.Submissions).Value);
    }

    [Theory]
    [FromFaultList("report_status null/FAILED/EXPIRED/DOES_NOT_EXIST")]
    [InlineData("null")]
    [InlineData("\"FAILED\"")]
    [InlineData("\"EXPIRED\"")]
    [InlineData("\"CANCELLED\"")]
    [InlineData("\"DOES_NOT_EXIST\"")]
    public async Task A_job_that_comes_to_nothing_is_followed_by_another(string status)
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        world.Pinterest.Script.Next("poll", _ => FaultAnswers.Json($$"""{"report_status":{{status}},"url":null,"size":null}"""));
        Assert.True((await world.ReportAsync("campaign")).Value!.Rows > 0);
        Assert.Equal(status == "null" ? 1 : 2, world.Pinterest.Script.Calls.Count(call => call == "create"));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(5, 2)]
    public async Task A_job_that_is_not_known_yet_is_waited_for_and_one_that_stays_unknown_is_made_again(int times, int jobs)
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        for (var time = 0; time < times; time++)
            world.Meta.Script.Next("poll", _ => FaultAnswers.Json("""{"error":{"message":"Unsupported get request. Object with ID does not exist","type":"GraphMethodException","code":100,"error_subcode":33}}""", 400));
        Assert.True((await world.ReportAsync("campaign", platform: "meta")).Value!.Rows > 0);
        Assert.Equal(jobs, world.Meta.Script.Calls.Count(call => call == "create"));
    }

    [Fact]
    [FromFaultList("url expired")]
    public async Task An_address_that_has_run_out_is_asked_for_anew()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        world.Pinterest.Script.Next("download", _ => Results.Text("<Error><Code>AccessDenied</Code></Error>", "application/xml", statusCode: 403));
        Assert.True((await world.ReportAsync("campaign")).Value!.Rows > 0);
        Assert.Equal(1, Assert.Single(world.Pinterest.Script.Submissions).Value);
    }

    [Theory]
    [FromFaultList("vendor sends HTML instead of JSON with 200/502")]
    [InlineData(200)]
    [InlineData(502)]
    public async Task A_web_page_instead_of_an_answer_is_not_believed(int status)
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        world.Pinterest.Script
            .Next("create", _ => Results.Text("<html><body>Bad gateway</body></html>", "text/html", statusCode: status))
            .Next("poll", _ => Results.Text("<html></html>", "text/html", statusCode: status));
        Assert.True((await world.ReportAsync("campaign")).Value!.Rows > 0);
    }

    [Fact]
    public async Task A_refusal_that_nobody_has_explained_is_not_repeated()
    {
        await using var world = await CollectionWorld.MakeAsync(azurite);
        for (var time = 0; time < 5; time++) world.Pinterest.Script.Next("create", _ => FaultAnswers.Json("""{"code":9999,"message":"What is this?"}""", 400));
        var done = await world.ReportAsync("campaign");
        Assert.Equal(FaultKind.Bug, done.Fault!.Kind);
        Assert.Equal(1, world.Pinterest.Script.Calls.Count(call => call == "create"));
    }
}
