using System.Text.Json;
using System.Text.RegularExpressions;
using Pinstitch.Attribute;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Land;
using Pinstitch.Platforms;

namespace Pinstitch.Tests.Collect;

/// <summary>A platform is known everywhere by its card alone, so that another needs no change to the engine.</summary>
public sealed partial class PlatformCatalogueTests
{
    /// <summary>The engine of collecting: everything but the platforms' own folders.</summary>
    private static readonly string[] Engine =
    [
        "src/Pinstitch/Collect", "src/Pinstitch/Configure", "src/Pinstitch.Platforms/Calls", "src/Pinstitch.Platforms/Entities", "src/Pinstitch.Platforms/Faults",
        "src/Pinstitch.Platforms/Fields", "src/Pinstitch.Platforms/Normal", "src/Pinstitch.Platforms/Rows", "src/Pinstitch.Platforms/SignIn", "functions/Collect", "functions/Serve", "functions/Operate",
    ];

    public static TheoryData<string> Platforms => [.. PlatformCatalogue.Ids];

    [Fact]
    public void Every_card_has_a_platform_and_every_platform_a_card() =>
        Assert.Equal(PlatformCatalogue.Ids.Order(StringComparer.Ordinal), ReportSources.Platforms.Select(platform => platform.Descriptor.Id));

    [Theory]
    [MemberData(nameof(Platforms))]
    public void Every_platform_can_be_configured_and_has_a_channel(string id)
    {
        var json = $$"""{ "shop": { "name": "T", "currency": "EUR", "timeZone": "UTC" }, "accounts": [{ "platform": "{{id}}", "id": "1", "currency": "EUR", "timeZone": "UTC", "historyDays": 914 }], "attribution": { "platforms": [{ "platform": "{{id}}", "clickDays": 7 }] } }""";
        Assert.Equal(id, MeasurementReader.Read(json).Value.Accounts.Single().Platform);
        Assert.Equal($"{id}_paid", Channels.OfPlatform(id));
        Assert.Equal(id, Channels.PlatformOf($"{id}_paid"));
        Assert.True(Channels.All.Single(channel => channel.Id == $"{id}_paid").IsPaid);
    }

    [Fact]
    public void The_schema_of_the_configuration_knows_every_platform()
    {
        using var schema = JsonDocument.Parse(Repository.Read("config", "measurement.schema.json"));
        var properties = schema.RootElement.GetProperty("properties");
        foreach (var list in new[] { properties.GetProperty("accounts"), properties.GetProperty("attribution").GetProperty("properties").GetProperty("platforms") })
            Assert.Equal(PlatformCatalogue.Ids, list.GetProperty("items").GetProperty("properties").GetProperty("platform").GetProperty("enum").EnumerateArray().Select(id => id.GetString()));
    }

    [Theory]
    [InlineData("epik", "pinterest_paid")]
    [InlineData("gclid", "google_paid")]
    [InlineData("wbraid", "google_paid")]
    [InlineData("ttclid", "tiktok_paid")]
    [InlineData("msclkid", "microsoft_paid")]
    [InlineData("ScCid", "snapchat_paid")]
    [InlineData("li_fat_id", "linkedin_paid")]
    [InlineData("twclid", "other_paid")]
    [InlineData("fbclid", "organic_social")]
    public void A_click_id_leads_to_its_platforms_channel(string clickId, string channel) =>
        Assert.Equal((channel, clickId), ChannelRules.Classify(Page(clickId, null, null)));

    [Theory]
    [InlineData("TikTok", "tiktok_paid")]
    [InlineData("bing", "microsoft_paid")]
    [InlineData("snapchat", "snapchat_paid")]
    [InlineData("linkedin", "linkedin_paid")]
    [InlineData("ig", "meta_paid")]
    [InlineData("someone", "other_paid")]
    public void A_paid_source_leads_to_its_platforms_channel(string source, string channel) =>
        Assert.Equal((channel, "utm"), ChannelRules.Classify(Page(null, source, "cpc")));

    [Fact]
    public void Every_click_id_of_a_card_is_one_that_landing_reads()
    {
        var read = Repository.Read("src", "Pinstitch", "Land", "ClickNames.cs");
        Assert.All(PlatformCatalogue.All.SelectMany(card => card.ClickIds), name => Assert.Contains($"\"{name}\"", read, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_in_the_engine_names_a_platform()
    {
        var names = string.Join('|', PlatformCatalogue.Ids);
        var literal = new Regex($"\"[^\"\\n]*\\b({names})\\b[^\"\\n]*\"|Platforms\\.({names})\\b", RegexOptions.IgnoreCase);
        var files = Engine.SelectMany(folder => Repository.Files(folder, "*.cs")).Concat(Directory.GetFiles(Repository.PathTo("src", "Pinstitch.Platforms"), "*.cs"));
        var offences = files.SelectMany(file => File.ReadAllLines(file)
            .Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && !line.TrimStart().StartsWith("using ", StringComparison.Ordinal) && literal.IsMatch(line))
            .Select(line => $"{Path.GetFileName(file)}: {line.Trim()}"));
        Assert.Empty(offences);
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public void A_platform_is_its_own_folder_and_nothing_of_the_program_besides(string id)
    {
        // What visitors bring along (click ids, referrers) is not collecting; Pinterest has a channel without ads too.
        var others = Repository.Files("src", "*.cs").Concat(Repository.Files("functions", "*.cs"))
            .Where(file => !Local().IsMatch(file) && !OwnFolder(file, id))
            .Where(file => Regex.IsMatch(File.ReadAllText(file), $"\\bPlatforms\\.{id}\\b|\\b{id}Platform\\b", RegexOptions.IgnoreCase));
        Assert.Empty(others);
        Assert.True(File.Exists(Repository.PathTo("docs", "platforms", id + ".md")));
    }

    private static bool OwnFolder(string file, string id) => file.Contains($"/Pinstitch.Platforms/{id}/", StringComparison.OrdinalIgnoreCase);

    private static LandedPage Page(string? clickId, string? source, string? medium) =>
        new("www.shop.example", "/") { ClickId = clickId, UtmSource = source, UtmMedium = medium };

    [GeneratedRegex("/functions/Local/|/Pinstitch.Local/")]
    private static partial Regex Local();
}
