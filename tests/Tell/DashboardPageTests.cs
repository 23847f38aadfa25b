using System.Text.RegularExpressions;
using Pinstitch.Measures;
using Pinstitch.Tell;

namespace Pinstitch.Tests.Tell;

public sealed partial class DashboardPageTests
{
    private static readonly string Page = Render(new SmallShop());

    [Fact]
    public void The_page_is_what_it_was() => Golden.Check(Page, "tests", "Tell", "Golden", "dashboard.html");

    [Fact]
    public void The_page_needs_nothing_from_outside_and_no_script()
    {
        Assert.DoesNotMatch(Outside(), Page);
        Assert.DoesNotContain("<script", Page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(Handler(), Page);
    }

    [Fact]
    public void Names_from_outside_cannot_break_the_page()
    {
        Assert.Contains("Fern &amp; &lt;Fig&gt;", Page, StringComparison.Ordinal);
        Assert.DoesNotContain("<Fig>", Page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>boards</b>", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_names_its_model_windows_and_run()
    {
        var shop = new SmallShop();
        Assert.Contains("<dd>Linear</dd>", Page, StringComparison.Ordinal);
        Assert.Contains("click 7 d · save 7 d · view 1 d", Page, StringComparison.Ordinal);
        Assert.Contains(shop.Run.Id, Page, StringComparison.Ordinal);
    }

    [Promise(12)]
    [Fact]
    public void Every_number_shown_leads_to_a_formula_that_the_page_explains()
    {
        var used = Used().Matches(Page).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.NotEmpty(used);
        Assert.All(used, id => Assert.Contains($"<code id=\"{id}\">", Page, StringComparison.Ordinal));
        Assert.Empty(used.Except(Formula.All.Select(formula => formula.Id)));
        var bare = MoneyCell().Matches(Page).Select(match => match.Value).Where(cell => !cell.Contains("data-formula", StringComparison.Ordinal));
        Assert.Empty(bare);
    }

    [Promise(8)]
    [Fact]
    public void An_account_without_a_report_is_missing_and_not_zero()
    {
        var shop = new SmallShop();
        shop.Deliveries.RemoveAll(row => row.Platform == "meta");
        shop.Conversions.RemoveAll(row => row.Platform == "meta");
        var page = Render(shop);
        Assert.Contains("Meta EU: no report has come. Its spend and claims are missing here, not zero.", page, StringComparison.Ordinal);
        Assert.Contains("no report", Row(page, "Meta ads"), StringComparison.Ordinal);
        Assert.DoesNotContain("€0", Row(page, "Meta ads"), StringComparison.Ordinal);
        Assert.Contains("▲ no report", page, StringComparison.Ordinal);
        Assert.Contains("at least: reports are missing", page, StringComparison.Ordinal);
    }

    [Promise(8)]
    [Fact]
    public void An_account_whose_reports_stop_is_stale()
    {
        var shop = new SmallShop();
        shop.Deliveries.RemoveAll(row => row.Platform == "pinterest" && row.Date > SmallShop.Night.AddDays(-3));
        var page = Render(shop);
        Assert.Contains("Pinterest EU: no rows after 5 Mar 2026.", page, StringComparison.Ordinal);
        Assert.Contains("▲ stale", page, StringComparison.Ordinal);
        Assert.Contains("<small>to 5 Mar 2026</small>", Row(page, "Pinterest ads"), StringComparison.Ordinal);
    }

    [Promise(8)]
    [Fact]
    public void Days_whose_ads_will_still_earn_are_marked()
    {
        Assert.Contains("<rect class=\"band\"", Page, StringComparison.Ordinal);
        Assert.Contains("ads of these days will earn more", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shop_with_nothing_yet_gets_a_page()
    {
        var shop = new SmallShop(accounts: string.Empty).WithoutOrders();
        shop.Deliveries.Clear();
        shop.Conversions.Clear();
        var page = Render(shop);
        Assert.Contains("No ad account is connected: spend and claims are unknown, not zero.", page, StringComparison.Ordinal);
        Assert.Contains($"data-formula=\"{Formula.SpendId}\">{Display.None}<", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_that_were_not_fitted_say_why()
    {
        var page = Render(new SmallShop { Fit = new("channel", 117, 904, ["117 conversions, fewer than 300", "1021 paths, fewer than 3000"], []) });
        Assert.Contains("Not fitted yet: 117 conversions, fewer than 300; 1021 paths, fewer than 3000.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("how sure they are", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_channel_says_whether_the_models_agree_on_it()
    {
        Assert.Matches("<td class=\"(ok|over|split)\" data-formula=\"verdict.1\">[✓▼◆] ", Row(Page[Page.IndexOf("The same orders", StringComparison.Ordinal)..], "Pinterest ads"));
        Assert.Contains("data-formula=\"verdict.1\">–<", Row(Page[Page.IndexOf("The same orders", StringComparison.Ordinal)..], "E-mail"), StringComparison.Ordinal);
    }

    [Fact]
    public void Headings_are_in_order_and_tables_have_captions_and_scopes()
    {
        var levels = Heading().Matches(Page).Select(match => match.Groups[1].Value[0] - '0').ToList();
        Assert.Equal(1, levels[0]);
        Assert.Single(levels, 1);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.InRange(pair.Second, 1, pair.First + 1));
        Assert.Equal(Regex.Count(Page, "<table"), Regex.Count(Page, "<caption"));
        Assert.Equal(Regex.Count(Page, "<th[ >]"), Regex.Count(Page, "<th scope="));
        Assert.StartsWith("<!doctype html>\n<html lang=\"en\">", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Colours_of_text_have_the_contrast_that_people_need()
    {
        var sheet = Repository.Read("src", "Pinstitch", "Tell", "Assets", "dashboard.css");
        var schemes = Scheme().Matches(sheet).Select(match => Variable().Matches(match.Value).ToDictionary(item => item.Groups[1].Value, item => item.Groups[2].Value)).ToList();
        Assert.Equal(2, schemes.Count);
        (string Text, string Ground)[] pairs = [("ink", "paper"), ("soft", "paper"), ("ink", "ground"), ("soft", "ground"), ("over", "paper"), ("over", "warn"), ("ink", "warn"), ("ok", "paper"), ("ink", "tint"), ("soft", "tint"), ("soft", "band")];
        foreach (var scheme in schemes)
            Assert.All(pairs, pair => Assert.True(Contrast.Of(scheme[pair.Text], scheme[pair.Ground]) >= 4.5, $"{pair} has {Contrast.Of(scheme[pair.Text], scheme[pair.Ground]):0.00}"));
    }

    private static string Render(SmallShop shop) => DashboardPage.Render(shop.Measurement, shop.Run, shop.Marts());

    private static string Row(string page, string channel) => Regex.Match(page, $"<tr[^>]*><th scope=\"row\">{channel}</th>.*?</tr>", RegexOptions.Singleline).Value;

    [GeneratedRegex(@"(src|href)=""(?!#)|@import|url\(")]
    private static partial Regex Outside();

    [GeneratedRegex(@"\son[a-z]+=")]
    private static partial Regex Handler();

    [GeneratedRegex(@"data-formula=""([^""]+)""")]
    private static partial Regex Used();

    [GeneratedRegex(@"<(td|p)[^>]*>[−]?€[^<]*</")]
    private static partial Regex MoneyCell();

    [GeneratedRegex(@"<h([1-6])[ >]")]
    private static partial Regex Heading();

    [GeneratedRegex(@":root \{[^}]*\}")]
    private static partial Regex Scheme();

    [GeneratedRegex(@"--([\w-]+): (#[0-9a-f]{6})")]
    private static partial Regex Variable();
}
