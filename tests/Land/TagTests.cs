using System.IO.Compression;
using Microsoft.Playwright;
using Pinstitch.Land;
using Pinstitch.Land.Doors;

namespace Pinstitch.Tests.Land;

/// <summary>The tag in a real browser, on the pages of a small shop, against the real host.</summary>
[Trait("Category", "EndToEnd")]
public sealed class TagTests(DoorHostFixture fixture) : IClassFixture<DoorHostFixture>, IAsyncLifetime
{
    private const string Agent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

    private static readonly string? Chromium = new[] { Environment.GetEnvironmentVariable("PINSTITCH_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    private ShopPages? shop;
    private IPlaywright? driver;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (Chromium is null) return;
        shop = await ShopPages.StartAsync(fixture.Host.Http.BaseAddress!, SiteKey.Make("shop", DoorHostFixture.Secret));
        driver = await Playwright.CreateAsync();
        browser = await driver.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-gpu"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        driver?.Dispose();
        if (shop is not null) await shop.DisposeAsync();
    }

    [Fact]
    public async Task The_tag_is_served_and_smaller_than_four_kilobytes_when_packed()
    {
        var script = await fixture.Host.Http.GetByteArrayAsync("api/pinstitch.js", TestContext.Current.CancellationToken);
        using var packed = new MemoryStream();
        await using (var zip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) zip.Write(script);
        Assert.InRange(packed.Length, 500, 4095);
    }

    [Fact]
    public async Task Without_consent_it_sends_and_leaves_nothing_behind()
    {
        var page = await OpenAsync();
        var id = await SentByAsync(page, () => page.GotoAsync($"{Shop}/products/vase?epik=dj0yTagNone"));
        Assert.Empty(await page.Context.CookiesAsync());
        Assert.Equal(0, await page.EvaluateAsync<int>("localStorage.length"));
        var item = await LandedAsync(id);
        Assert.Equal(("page_visit", "browser", null, null), (item.Name, item.Source, item.MayMeasure, item.Client));
        Assert.Equal("/products/vase", item.Page!.Path);
        Assert.Null(item.Traffic);
    }

    [Fact]
    public async Task With_consent_the_click_goes_with_the_visitor_to_the_checkout_and_into_forms()
    {
        var page = await OpenAsync();
        var first = await SentByAsync(page, () => page.GotoAsync($"{Shop}/?consent=granted&epik=dj0yTagClick&utm_source=pinterest&utm_campaign=549768412345"));
        await SentByAsync(page, () => page.GotoAsync($"{Shop}/cart?consent=granted"));
        Assert.Equal("dj0yTagClick", await page.InputValueAsync("input[name=pinstitch_epik]"));
        var id = await SentByAsync(page, async () => Assert.Equal("checkout_T-1", await page.EvaluateAsync<string>("pinstitch.track('checkout', { order_id: 'T-1', value: '59.90', currency: 'EUR' })")));
        Assert.Equal("checkout_T-1", id);
        var (visit, checkout) = (await LandedAsync(first), await LandedAsync(id));
        Assert.Equal((5990, "T-1", true, true), (checkout.Value, checkout.OrderId, checkout.MayMeasure, checkout.MayAdvertise));
        Assert.Equal(("epik", "dj0yTagClick"), (checkout.Clicks!.Single().Name, checkout.Clicks!.Single().Id));
        Assert.NotNull(checkout.Clicks!.Single().Time);
        Assert.Equal(("pinterest", "549768412345"), (checkout.Campaign!.Source, checkout.Campaign.Campaign));
        Assert.Equal(Cookie(visit), Cookie(checkout));
        Assert.Equal(Agent, checkout.Client!.UserAgent);
        Assert.Contains(await page.Context.CookiesAsync(), cookie => cookie.Name == "_pst");
    }

    [Fact]
    public async Task Asked_visitors_are_waited_for_and_a_refusal_sends_nothing()
    {
        var page = await OpenAsync();
        var sent = 0;
        page.Request += (_, request) => sent += request.Url.Contains("api/events", StringComparison.Ordinal) ? 1 : 0;
        await page.GotoAsync($"{Shop}/?consent=ask");
        await page.EvaluateAsync("pinstitch.consent({ measure: false })");
        await page.EvaluateAsync("pinstitch.track('search')");
        Assert.Equal(0, sent);
        Assert.Empty(await page.Context.CookiesAsync());
        await page.GotoAsync($"{Shop}/?consent=ask");
        Assert.Equal(0, sent);
        var id = await SentByAsync(page, () => page.EvaluateAsync("pinstitch.consent({ measure: true, advertise: false })"));
        Assert.Equal((true, false), ((await LandedAsync(id)).MayMeasure, (await LandedAsync(id)).MayAdvertise));
    }

    [Fact]
    public async Task Saves_carts_and_leads_are_told_by_a_click()
    {
        var page = await OpenAsync();
        await SentByAsync(page, () => page.GotoAsync($"{Shop}/?consent=granted"));
        var save = await LandedAsync(await SentByAsync(page, () => page.ClickAsync("#save")));
        var cart = await LandedAsync(await SentByAsync(page, () => page.ClickAsync("#cart")));
        await page.FillAsync("input[type=email]", "anna@muster.example");
        var lead = await LandedAsync(await SentByAsync(page, () => page.ClickAsync("#send")));
        Assert.Equal(["save", "add_to_cart", "lead"], new[] { save, cart, lead }.Select(item => item.Name));
        Assert.Equal("vase-sage", save.Contents!.Single().Id);
        Assert.Contains(lead.Identifiers, identifier => identifier.Type == IdentifierType.Email);
        Assert.Equal(lead.EventId, await page.InputValueAsync("input[name=pinstitch_event_id]"));
    }

    [Fact]
    public async Task What_happens_offline_is_sent_when_the_line_is_back()
    {
        var page = await OpenAsync();
        await SentByAsync(page, () => page.GotoAsync($"{Shop}/?consent=granted"));
        await page.Context.SetOfflineAsync(true);
        var id = await page.EvaluateAsync<string>("pinstitch.track('add_to_wishlist')");
        Assert.Equal(id, await SentByAsync(page, () => page.Context.SetOfflineAsync(false)));
        Assert.Equal("add_to_wishlist", (await LandedAsync(id)).Name);
    }

    private string Shop => shop!.Address;

    private static Identifier Cookie(LandedEvent item) => item.Identifiers.Single(identifier => identifier.Type == IdentifierType.AnonymousId);

    private async Task<IPage> OpenAsync()
    {
        Assert.SkipWhen(Chromium is null, "Chromium is missing: install it (Debian: apt-get install chromium) or name it in PINSTITCH_CHROMIUM.");
        var context = await browser!.NewContextAsync(new() { UserAgent = Agent });
        return await context.NewPageAsync();
    }

    /// <summary>Does something, and waits for the request that it leads to; the id of the event in it.</summary>
    private static async Task<string> SentByAsync(IPage page, Func<Task> action)
    {
        var answer = await page.RunAndWaitForResponseAsync(action, response => response.Url.Contains("api/events", StringComparison.Ordinal) && response.Request.Method == "POST");
        Assert.Equal(204, answer.Status);
        using var body = System.Text.Json.JsonDocument.Parse(answer.Request.PostData!);
        return body.RootElement[0].GetProperty("event_id").GetString()!;
    }

    private async Task<LandedEvent> LandedAsync(string id) => (await LandedEvents.ReadAsync(fixture.Host, id)).First(item => item.EventId == id);
}
