using System.Text;
using System.Text.RegularExpressions;
using Pinstitch.Tell;

namespace Pinstitch.Tests.Tell;

public sealed partial class WeeklyDigestTests
{
    private static readonly DigestMail Mail = Compose(new SmallShop());

    [Fact]
    public void The_mail_is_what_it_was()
    {
        Golden.Check(Mail.Html, "tests", "Tell", "Golden", "digest.html");
        Golden.Check($"{Mail.Subject}\n\n{Mail.Text}", "tests", "Tell", "Golden", "digest.txt");
    }

    [Fact]
    public void The_subject_tells_the_facts_and_the_period_of_the_data() =>
        Assert.Matches(@"^Fern & <Fig>, 2–8 Mar 2026: net revenue €[\d,]+ \([+−±]\d+ %, (no clear change|clear)\), MER \d+\.\d\d, tracking \d+ %$", Mail.Subject);

    [Fact]
    public void The_numbers_are_those_of_the_tables()
    {
        var shop = new SmallShop();
        var marts = shop.Marts();
        var net = shop.Orders.Where(order => order.OrderDate >= new DateOnly(2026, 3, 2)).Sum(order => order.Net);
        var spend = marts.AdDaily.Where(row => row.PlatformDate >= new DateOnly(2026, 3, 2)).Sum(row => row.Spend);
        Assert.Contains($"Net revenue: {Display.Money(net, "EUR")} ", Mail.Text, StringComparison.Ordinal);
        Assert.Contains($"Ad spend: {Display.Money(spend, "EUR")} ", Mail.Text, StringComparison.Ordinal);
        Assert.Contains($"MER: {Display.Ratio((double)(net / spend))} ", Mail.Text, StringComparison.Ordinal);
        var pinterest = marts.Summaries.Single(row => row is { Period: "last_7", Channel: "pinterest_paid", ModelId: "linear" });
        Assert.Contains($"Pinterest ads: spend {Display.Money(pinterest.Spend, "EUR")}, credited {Display.Money(pinterest.CreditedRevenue, "EUR")}, ROAS {Display.Ratio(pinterest.Roas)}", Mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_says_every_number_that_the_page_says()
    {
        var shown = Tag().Replace(Body().Match(Mail.Html).Value, " ");
        var numbers = Number().Matches(System.Net.WebUtility.HtmlDecode(shown)).Select(match => match.Value).Distinct();
        Assert.All(numbers, number => Assert.Contains(number, Mail.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_mail_is_small_enough_not_to_be_cut() => Assert.InRange(Encoding.UTF8.GetByteCount(Mail.Html), 1, WeeklyDigest.MostBytes - 1);

    [Fact]
    public void The_mail_needs_nothing_from_outside()
    {
        Assert.DoesNotContain("<img", Mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("http", Mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg", Mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", Mail.Html, StringComparison.Ordinal);
    }

    [Promise(11)]
    [Fact]
    public void No_person_and_no_order_is_in_the_mail()
    {
        var shop = new SmallShop();
        Assert.All(shop.Orders, order =>
        {
            Assert.DoesNotContain(order.OrderId + " ", Mail.Text, StringComparison.Ordinal);
            Assert.DoesNotMatch($@"\b{order.CustomerKey}\b", Tag().Replace(Mail.Html, " "));
        });
        Assert.DoesNotContain("@", Mail.Text, StringComparison.Ordinal);
    }

    [Promise(8)]
    [Fact]
    public void Missing_reports_are_told_in_the_subject_and_first_of_all()
    {
        var shop = new SmallShop();
        shop.Deliveries.RemoveAll(row => row.Platform == "meta");
        var mail = Compose(shop);
        Assert.EndsWith(", data missing", mail.Subject, StringComparison.Ordinal);
        Assert.StartsWith("Fern & <Fig>, 2–8 Mar 2026\n\nDATA ARE MISSING. Meta EU: no report has come.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Meta ads: spend no report, credited €", mail.Text, StringComparison.Ordinal);
        Assert.Contains("at least: reports are missing", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quiet_week_is_one_paragraph()
    {
        var shop = new SmallShop().WithoutOrders();
        shop.Deliveries.Clear();
        var mail = Compose(shop);
        Assert.Equal("Fern & <Fig>, 2–8 Mar 2026: a quiet week", mail.Subject);
        Assert.StartsWith("No orders from 2–8 Mar 2026, and no report of ad spend has a row in it.", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("€0", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_mail_can_be_read_aloud()
    {
        Assert.Contains("<html lang=\"en\">", Mail.Html, StringComparison.Ordinal);
        Assert.Equal(1, Regex.Count(Mail.Html, "<h1"));
        Assert.Equal(Regex.Count(Mail.Html, "<table"), Regex.Count(Mail.Html, "role=\"presentation\"") + Regex.Count(Mail.Html, "<caption"));
        Assert.Equal(Regex.Count(Mail.Html, "<th[ >]"), Regex.Count(Mail.Html, "<th scope="));
    }

    private static DigestMail Compose(SmallShop shop)
    {
        var marts = shop.Marts();
        return WeeklyDigest.Compose(shop.Measurement, shop.Measurement.Teams[0], marts.Runs[0], marts.Summaries, marts.Orders, marts.Accounts);
    }

    [GeneratedRegex("<body.*</body>", RegexOptions.Singleline)]
    private static partial Regex Body();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"[€]?\d[\d,.]*\d|\d+ %")]
    private static partial Regex Number();
}
