using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Pinstitch.Lab.Shop.Servers;
using Pinstitch.Lab.Shop.Traffic;
using Pinstitch.Local.Hub;

namespace Pinstitch.Functions.Local.Demo;

/// <summary>Sends the synthetic shop's messages through the real entrances: HTTP collector, webhooks, event hub.</summary>
internal sealed class DemoLoader(HttpClient http, EventHub hub, string address, string functionKey)
{
    /// <summary>Browser events that one request carries, as a busy site's collector would join them.</summary>
    private const int BrowserBatch = 50;

    private const int Parallel = 6;

    private const string Browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    /// <summary>Sends some messages; returns when all of them are safe.</summary>
    public async Task SendAsync(IReadOnlyList<ShopMessage> messages, CancellationToken cancellation)
    {
        var work = new List<Func<CancellationToken, Task>>();
        foreach (var batch in messages.Where(message => message.Entrance == Entrance.Collector).Chunk(BrowserBatch))
            work.Add(stop => PostAsync("/api/events", Join(batch), headers => headers.UserAgent.ParseAdd(Browser), stop));
        foreach (var message in messages)
        {
            switch (message.Entrance)
            {
                case Entrance.ShopWebhook:
                    work.Add(stop => PostAsync("/api/webhooks/shopify", message.Body, headers => Sign(headers, message), stop));
                    break;
                case Entrance.CrmWebhook:
                    work.Add(stop => PostAsync("/api/webhooks/crm", message.Body, headers => headers.Add("x-functions-key", functionKey), stop));
                    break;
            }
        }

        var direct = messages.Where(message => message.Entrance == Entrance.Hub)
            .Select(message => hub.SendAsync([new EventData(message.Body)], message.Key));
        await Task.WhenAll(direct);
        await System.Threading.Tasks.Parallel.ForEachAsync(
            work,
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation },
            async (send, stop) => await send(stop));
    }

    private static byte[] Join(ShopMessage[] batch)
    {
        var joined = new List<byte>(batch.Sum(message => message.Body.Length + 1) + 1) { (byte)'[' };
        foreach (var message in batch)
        {
            if (joined.Count > 1) joined.Add((byte)',');
            joined.AddRange(message.Body);
        }

        joined.Add((byte)']');
        return [.. joined];
    }

    private static void Sign(HttpRequestHeaders headers, ShopMessage message)
    {
        headers.Add("X-Shopify-Topic", message.Topic);
        headers.Add("X-Shopify-Hmac-Sha256", Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Credentials.ShopifySecret), message.Body)));
    }

    private async Task PostAsync(string path, byte[] body, Action<HttpRequestHeaders> headers, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address + path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        headers(request.Headers);
        using var response = await http.SendAsync(request, cancellation);
        if (response.StatusCode == HttpStatusCode.NoContent) return;
        throw new InvalidOperationException($"POST {path} was answered with {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellation)}");
    }
}
