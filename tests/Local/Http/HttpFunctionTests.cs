using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pinstitch.Local.Hosting;
using Pinstitch.Local.Http;

namespace Pinstitch.Tests.Local.Http;

/// <summary>HTTP functions on a real Kestrel: routes, methods, keys, parameters.</summary>
public sealed class HttpFunctionTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("pinstitch-http-").FullName;
    private readonly HttpClient http = new();
    private WebApplication? app;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private FunctionKeys Keys => app!.Services.GetRequiredService<FunctionKeys>();

    public async ValueTask InitializeAsync()
    {
        var web = WebApplication.CreateSlimBuilder();
        web.WebHost.UseUrls("http://127.0.0.1:0");
        web.Logging.ClearProviders();
        web.Services.AddMvcCore();
        web.Services.AddSingleton(new FunctionCatalog([typeof(HttpSamples)]));
        web.Services.AddSingleton<FunctionInvoker>();
        web.Services.AddSingleton(new FunctionKeys(HostFolder.Choose(folder), new ConfigurationManager()));
        app = web.Build();
        HttpFunctions.Map(app);
        AdminEndpoints.Map(app);
        await app.StartAsync(Stop);
        http.BaseAddress = new(app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app!.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task A_function_without_methods_takes_every_method_at_its_own_name(string method)
    {
        using var answer = await SendAsync(method, "/api/open");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(method, await answer.Content.ReadAsStringAsync(Stop));
    }

    [Fact]
    public async Task Route_values_are_bound_by_name_and_type()
    {
        using var answer = await SendAsync("PUT", "/api/shops/h%C3%BCtte/items/42", body: "hello");
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        using var json = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop));
        Assert.Equal(("hütte", 42, "hello", "Item"), (
            json.RootElement.GetProperty("shop").GetString(),
            json.RootElement.GetProperty("number").GetInt32(),
            json.RootElement.GetProperty("body").GetString(),
            json.RootElement.GetProperty("function").GetString()));
    }

    [Theory]
    [InlineData("GET", "/api/nothing")]
    [InlineData("GET", "/api")]
    [InlineData("GET", "/open")]
    [InlineData("GET", "/api/shops/a/items/many")]
    [InlineData("POST", "/api/closed")]
    [InlineData("DELETE", "/api/shops/a/items/1")]
    public async Task What_no_function_answers_to_is_not_found(string method, string path)
    {
        using var answer = await SendAsync(method, path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_function_key_or_the_master_key_opens_a_function_by_header_or_query()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("/api/closed"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("/api/closed", "wrong"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("/api/closed", string.Empty));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/api/closed", Keys.Function));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/api/closed", Keys.Master));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync($"/api/closed?code={Keys.Function}"));
    }

    [Fact]
    public async Task Only_the_master_key_opens_admin_functions_and_addresses()
    {
        foreach (var path in new[] { "/api/master", "/admin/functions", "/admin/host/status" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(path, Keys.Function));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(path, Keys.Master));
        }
    }

    [Fact]
    public void Keys_are_kept_for_the_next_start_where_only_their_owner_reads_them()
    {
        var again = new FunctionKeys(HostFolder.Choose(folder), new ConfigurationManager());
        Assert.Equal((Keys.Function, Keys.Master), (again.Function, again.Master));
        Assert.NotEqual(Keys.Function, Keys.Master);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(HostFolder.Choose(folder).Keys));
    }

    [Fact]
    public async Task A_function_that_fails_answers_500_and_tells_no_inner_detail()
    {
        using var answer = await SendAsync("GET", "/api/failing");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.DoesNotContain("detail", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    private async Task<HttpStatusCode> StatusAsync(string path, string? key = null)
    {
        using var answer = await SendAsync("GET", path, key);
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string path, string? key = null, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (key is not null) request.Headers.Add("x-functions-key", key);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "text/plain");
        return await http.SendAsync(request, Stop);
    }
}
