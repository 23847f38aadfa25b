using System.Buffers;
using System.Net;

namespace Pinstitch.Land.Traffic;

/// <summary>
/// Tells customers from bots and from the shop's own people. What is told apart is landed, shown and left out of every
/// number; nothing is thrown away.
/// </summary>
public sealed class TrafficRules
{
    private static readonly string[] KnownBots =
    [
        "bot/", "bot;", "bot)", "-bot", "bot-", "crawler", "spider", "slurp", "googlebot", "adsbot", "mediapartners-google", "google-inspectiontool",
        "google-structured-data", "feedfetcher", "bingpreview", "pinterestbot", "pinterest/0.", "facebookexternalhit", "facebookcatalog", "meta-external",
        "twitterbot", "linkedinbot", "slackbot", "discordbot", "telegrambot", "whatsapp/", "skypeuripreview", "embedly", "quora link preview",
        "headlesschrome", "phantomjs", "puppeteer", "playwright", "selenium", "electron-prerender", "prerender", "lighthouse", "pagespeed", "gtmetrix",
        "pingdom", "uptimerobot", "statuscake", "site24x7", "datadogsynthetics", "newrelicpinger", "checkly", "catchpoint", "dotcom-monitor",
        "curl/", "wget/", "python-requests", "python-urllib", "aiohttp", "python-httpx", "go-http-client", "java/", "axios/", "node-fetch", "undici",
        "libwww-perl", "apache-httpclient", "postmanruntime", "insomnia/", "scrapy", "guzzlehttp", "http_request", "winhttp",
        "semrush", "ahrefs", "mj12bot", "dotbot", "petalbot", "yandex.com/bots", "bytespider", "gptbot", "chatgpt-user", "oai-searchbot", "claudebot", "ccbot",
        "perplexity", "amazonbot", "applebot", "dataforseo", "screaming frog", "zgrab", "masscan", "nmap", "nikto", "sqlmap",
    ];

    private readonly SearchValues<string> bots;
    private readonly IReadOnlyList<IPNetwork> internalNetworks;

    /// <param name="moreBots">Parts of user agents that are bots, besides those that everybody knows; whatever their case.</param>
    /// <param name="internalNetworks">Networks of the shop's own people.</param>
    /// <param name="staff">The shop's own people.</param>
    /// <param name="browsersNameThemselves">Whether what comes by the browsers' door without a user agent is a bot.</param>
    public TrafficRules(IEnumerable<string>? moreBots = null, IReadOnlyList<IPNetwork>? internalNetworks = null, IReadOnlyList<StaffIdentifier>? staff = null, bool browsersNameThemselves = true)
    {
        BrowsersNameThemselves = browsersNameThemselves;
        bots = SearchValues.Create([.. KnownBots, .. moreBots ?? []], StringComparison.OrdinalIgnoreCase);
        this.internalNetworks = internalNetworks ?? [];
        Staff = staff ?? [];
    }

    /// <summary>Without anything of the shop's own.</summary>
    public static TrafficRules Usual { get; } = new();

    public IReadOnlyList<StaffIdentifier> Staff { get; }

    /// <summary>Whether what comes by the browsers' door without a user agent is a bot.</summary>
    public bool BrowsersNameThemselves { get; }

    /// <summary>Why an event is no customer's; null when nothing speaks against it.</summary>
    /// <param name="userAgent">The browser; empty for not known.</param>
    /// <param name="ip">The visitor's address; empty for not known.</param>
    public string? Classify(ReadOnlySpan<char> userAgent, ReadOnlySpan<char> ip)
    {
        if (!ip.IsEmpty && internalNetworks.Count > 0 && IPAddress.TryParse(ip, out var address) && Contains(address)) return "staff:address";
        return userAgent.ContainsAny(bots) ? "bot:user_agent" : null;
    }

    private bool Contains(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return internalNetworks.Any(network => network.Contains(address));
    }
}
