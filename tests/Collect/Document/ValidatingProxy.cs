using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Pinstitch.Lab.Shop.Servers;

namespace Pinstitch.Tests.Collect.Document;

/// <summary>Stands between two sides of an API and holds every request and every answer against its description.</summary>
internal sealed class ValidatingProxy : IAsyncDisposable
{
    private static readonly string[] OwnHeaders = ["Host", "Transfer-Encoding", "Connection", "Content-Length", "Content-Type"];
    private readonly OpenApiDocument document;
    private readonly Uri target;
    private readonly HttpClient http = new();
    private readonly ConcurrentQueue<string> violations = new();
    private readonly ConcurrentDictionary<string, int> exchanges = new();
    private LoopbackServer server = null!;

    private ValidatingProxy(OpenApiDocument document, Uri target) => (this.document, this.target) = (document, target);

    public Uri Address => server.Address;

    /// <summary>What was wrong, by whom.</summary>
    public IReadOnlyCollection<string> Violations => violations;

    /// <summary>Exchanges by operation and status, such as <c>GET /ad_accounts/{ad_account_id}/ads 200</c>.</summary>
    public IReadOnlyDictionary<string, int> Exchanges => exchanges;

    public static async Task<ValidatingProxy> StartAsync(OpenApiDocument document, Uri target, CancellationToken stop)
    {
        var proxy = new ValidatingProxy(document, target);
        proxy.server = await LoopbackServer.StartAsync(app => app.MapFallback("{**path}", (Delegate)proxy.PassAsync), stop);
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        http.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        var asked = context.Request;
        var text = await new StreamReader(asked.Body).ReadToEndAsync(context.RequestAborted);
        using var request = new HttpRequestMessage(new(asked.Method), new Uri(target, asked.Path + asked.QueryString));
        if (text.Length > 0)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", asked.ContentType);
        }

        foreach (var (name, values) in asked.Headers.Where(header => !OwnHeaders.Contains(header.Key))) request.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)values!);
        using var response = await http.SendAsync(request, context.RequestAborted);
        var answer = await response.Content.ReadAsStringAsync(context.RequestAborted);
        Hold(asked, text, (int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), answer);
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        foreach (var (name, values) in response.Headers.Where(header => !OwnHeaders.Contains(header.Key))) context.Response.Headers[name] = values.ToArray();
        await context.Response.WriteAsync(answer, context.RequestAborted);
    }

    private void Hold(HttpRequest asked, string text, int status, string? type, string answer)
    {
        if (document.Find(asked.Method, asked.Path.Value!) is not var (operation, values))
        {
            violations.Enqueue($"connector: {asked.Method} {asked.Path} is not in the document");
            return;
        }

        var name = $"{operation.Method} {operation.Path} {status}";
        exchanges.AddOrUpdate(name, 1, (_, times) => times + 1);
        // What the other side refuses, it may refuse for what is wrong with it; the call is held to the document all the same.
        foreach (var mistake in operation.Parameters(values, asked.Query).Concat(operation.Request(asked.ContentType, text))) violations.Enqueue($"connector: {name}: {mistake}");
        if (operation.NeedsToken && !asked.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.Ordinal)) violations.Enqueue($"connector: {name}: no bearer token");
        foreach (var mistake in operation.Answer(status, type, answer)) violations.Enqueue($"server: {name}: {mistake}");
    }
}
