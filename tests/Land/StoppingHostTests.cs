using System.Net;
using Microsoft.Extensions.Hosting;
using Pinstitch.Land.Doors;
using Pinstitch.Tests.Hosting;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Land;

public sealed class StoppingHostTests(AzuriteFixture azurite)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stopping_host_finishes_what_it_has_begun_and_sends_the_rest_away()
    {
        await using var host = await TestHost.StartAsync(azurite);
        var body = new HalfSentBody(Event("stop-begun"));
        var begun = host.Http.PostAsync("api/events", body, Stop);
        while (host.Get<IntakeLimit>().Requests == 0) await Task.Yield();

        host.Get<IHostApplicationLifetime>().StopApplication();
        using (var late = await host.Http.PostAsync("api/events", new StringContent(Event("stop-late")), Stop))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, late.StatusCode);
            Assert.InRange(late.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
            Assert.True(late.Headers.ConnectionClose);
            Assert.Contains("send it again", await late.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        }

        using (var hook = await host.Http.PostAsync("api/webhooks/shopify", new StringContent("{}"), Stop)) Assert.Equal(HttpStatusCode.ServiceUnavailable, hook.StatusCode);

        body.Finish();
        using var answer = await begun;
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(["stop-begun"], (await LandedEvents.ReadAsync(host, "stop-")).Select(item => item.EventId));
    }

    private static string Event(string id) => TestReader.Event("\"user\":{\"anonymous_id\":\"c-1\"}").Replace("e-1", id, StringComparison.Ordinal);

    /// <summary>Sends the first half of a text, and the second one when it is told to.</summary>
    private sealed class HalfSentBody(string text) : HttpContent
    {
        private readonly byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);
        private readonly TaskCompletionSource finish = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Finish() => finish.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
            await stream.FlushAsync();
            await finish.Task;
            await stream.WriteAsync(bytes.AsMemory(bytes.Length / 2));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return true;
        }
    }
}
