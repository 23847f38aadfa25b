using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Pinstitch.Azure.Storage;
using Pinstitch.Land;

namespace Pinstitch.Tests.Hosting;

public sealed class HostFixtureTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task An_event_that_comes_in_by_HTTP_is_landed_in_storage()
    {
        var stop = TestContext.Current.CancellationToken;
        using var content = JsonContent.Create(new
        {
            event_id = "fixture-1",
            event_name = "page_visit",
            event_time = "2026-10-30T12:00:00Z",
            user = new { anonymous_id = "cookie-1" },
        });
        using var answer = await fixture.Host.Http.PostAsync("api/events", content, stop);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await fixture.Host.LandAsync();
        var lake = fixture.Host.Get<Lake>();
        var landed = new List<string>();
        await foreach (var (name, _) in lake.Events.ListAsync(string.Empty, stop))
            landed.AddRange(Lines.Read(await lake.Events.ReadAsync(name, stop)).Select(line => LandingJson.ReadLanded(line.Span).Event.EventId));
        Assert.Equal(["fixture-1"], landed);
    }

    [Fact]
    public async Task The_host_tells_its_health()
    {
        var health = await fixture.Host.Http.GetFromJsonAsync<JsonElement>("api/health", TestContext.Current.CancellationToken);
        Assert.Equal("ok", health.GetProperty("status").GetString());
        Assert.Equal(0, health.GetProperty("alarms").GetArrayLength());
    }
}
