using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Pinstitch.Tests.Land;

/// <summary>A small shop on loopback, on a port of its own, whose pages carry the tag.</summary>
internal sealed class ShopPages : IAsyncDisposable
{
    private readonly WebApplication app;

    private ShopPages(WebApplication app) => this.app = app;

    public string Address => app.Urls.First();

    /// <param name="collector">Where the collector is, with a slash at the end.</param>
    /// <param name="key">The site's key.</param>
    public static async Task<ShopPages> StartAsync(Uri collector, string key)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/{**path}", (HttpRequest request) =>
        {
            var consent = request.Query["consent"].ToString();
            return Results.Content(
                $"""
                <!doctype html><title>Shop</title>
                <script src="{collector}api/pinstitch.js" data-key="{key}" {(consent.Length > 0 ? $"data-consent=\"{consent}\"" : string.Empty)}></script>
                <a id="save" href="https://www.pinterest.com/pin/create/button/?url=x" data-product="vase-sage" onclick="return false">Save</a>
                <button id="cart" data-pinstitch-event="add_to_cart" data-product="vase-sage">Add</button>
                <form id="lead" data-pinstitch="lead" onsubmit="return false"><input type="email" name="email"><input type="hidden" name="pinstitch_epik"><button id="send">Send</button></form>
                """,
                "text/html");
        });
        await app.StartAsync();
        return new(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
