using System.Text.Json;
using Pinstitch.Lab.Shop.Life;

namespace Pinstitch.Lab.Shop.Traffic;

/// <summary>What the tag in a person's browsers sends.</summary>
internal sealed class BrowserEvents(ulong seed, LifeStory story)
{
    private static readonly string[] Products = ["table-oak", "vase-sage", "bowl-terra", "lamp-linen", "mug-ash", "plate-moon", "stool-birch", "tray-rose"];

    private readonly CookieJar cookies = new(seed, story.Person);

    private Person Person => story.Person;

    public IEnumerable<ShopMessage> Write()
    {
        var firstOrder = story.Orders.Count > 0 ? story.Orders[0].Time : long.MaxValue;
        foreach (var visit in story.Visits)
        {
            var device = Person.Devices[visit.Device];
            var cookie = cookies.At(visit);
            if (device.BlocksAds || Person.RefusesMeasurement) continue;
            foreach (var message in Pages(visit, cookie, Person.MakesAccount && visit.Time > firstOrder)) yield return message;
        }
    }

    private IEnumerable<ShopMessage> Pages(Visit visit, string cookie, bool hasAccount)
    {
        var draw = new Draw(seed, Person.Number, Purpose.Pages, visit.Time);
        var time = visit.Time;
        var product = Products[draw.Below(Products.Length)];
        // Links in mails carry the reader's hash: they tie the browser to the address.
        var reader = visit.Channel == Channel.Email ? Ids.Sha256(Person.Email) : null;
        yield return Event("page_visit", time, cookie, 0, json => Landing(json, visit, product), hash: reader);
        if (hasAccount && draw.Chance(0.4)) yield return Event("login", time += 20, cookie, 1, Page("/account"), Ids.Customer(Person.Number, false));
        var pages = draw.Below(3) + (visit.Order is null ? 0 : 1);
        for (var page = 0; page < pages; page++)
        {
            product = Products[draw.Below(Products.Length)];
            yield return Event("view_content", time += 25 + draw.Below(60), cookie, 2 + page, Page($"/products/{product}"));
        }

        if (Person.PinterestUse > 0 && draw.Chance(0.05)) yield return Event("save", time += 12, cookie, 10, Page($"/products/{product}"));
        if (story.Lead?.Visit == visit) yield return Event("lead", time += 90, cookie, 11, Page("/trade"), email: Person.Email);
        if (visit.Order is not { } order) yield break;
        yield return Event("add_to_cart", Math.Min(time + 30, order.Time - 60), cookie, 12, Page($"/products/{product}"));
        yield return Event("initiate_checkout", order.Time - 45, cookie, 13, Page("/checkout"));
        var email = order.UsesOtherEmail ? Person.OtherEmail! : Person.Email;
        yield return Checkout(order, cookie, draw.Chance(0.7) ? email : null);
    }

    private static ShopMessage Checkout(ShopOrder order, string cookie, string? email) => new(
        order.Time + 2,
        Entrance.Collector,
        cookie,
        string.Empty,
        JsonBody.Write(json =>
        {
            Head(json, $"checkout_{order.Id}", "checkout", order.Time);
            User(json, cookie, null, email, null);
            json.WriteStartObject("page");
            json.WriteString("url", $"{Catalogue.Site}/checkout/thank-you");
            json.WriteString("referrer", $"{Catalogue.Site}/checkout");
            json.WriteEndObject();
            // The tag reads the page's own number, as most do.
            json.WritePropertyName("value");
            json.WriteRawValue(JsonBody.Amount(order.Cents));
            json.WriteString("currency", Catalogue.Currency);
            json.WriteString("order_id", $"{order.Id}");
        }));

    private ShopMessage Event(string name, long time, string cookie, int number, Action<Utf8JsonWriter> page, string? customer = null, string? email = null, string? hash = null) => new(
        time + 1,
        Entrance.Collector,
        cookie,
        string.Empty,
        JsonBody.Write(json =>
        {
            Head(json, Ids.Event(seed, Person.Number, time, name, number), name, time);
            User(json, cookie, customer, email, hash);
            page(json);
        }));

    private static void Head(Utf8JsonWriter json, string id, string name, long time)
    {
        json.WriteString("event_id", id);
        json.WriteString("event_name", name);
        json.WriteString("event_time", JsonBody.Time(time));
        json.WriteString("source", "browser");
        json.WriteStartObject("consent");
        json.WriteBoolean("measure", true);
        json.WriteEndObject();
    }

    private static void User(Utf8JsonWriter json, string cookie, string? customer, string? email, string? hash)
    {
        json.WriteStartObject("user");
        json.WriteString("anonymous_id", cookie);
        if (customer is not null) json.WriteString("customer_id", customer);
        if (email is not null) json.WriteString("email", email);
        if (hash is not null) json.WriteString("email_sha256", hash);
        json.WriteEndObject();
    }

    private void Landing(Utf8JsonWriter json, Visit visit, string product)
    {
        var (query, referrer) = Origin(visit);
        json.WriteStartObject("page");
        json.WriteString("url", $"{Catalogue.Site}/products/{product}{query}");
        if (referrer is not null) json.WriteString("referrer", referrer);
        json.WriteEndObject();
    }

    private (string Query, string? Referrer) Origin(Visit visit)
    {
        if (visit.Campaign >= 0)
        {
            var campaign = Catalogue.Campaigns[visit.Campaign];
            var click = Ids.Click(seed, Person.Number, visit);
            var tags = $"utm_medium=paid&utm_campaign={campaign.Id}&utm_content={campaign.AdIds[visit.Ad]}";
            return visit.Channel switch
            {
                Channel.PinterestAds => ($"?utm_source=pinterest&{tags}&epik={click}", "https://www.pinterest.com/"),
                Channel.MetaAds => ($"?utm_source=facebook&{tags}&fbclid={click}", "https://l.facebook.com/"),
                _ => ($"?utm_source=google&{tags}&gclid={click}", "https://www.google.com/"),
            };
        }

        return visit.Channel switch
        {
            Channel.PinterestOrganic => (string.Empty, "https://www.pinterest.de/pin/5488"),
            Channel.Email => ("?utm_source=newsletter&utm_medium=email&utm_campaign=weekly", null),
            Channel.OrganicSearch => (string.Empty, "https://www.google.de/"),
            _ => (string.Empty, null),
        };
    }

    private static Action<Utf8JsonWriter> Page(string path) => json =>
    {
        json.WriteStartObject("page");
        json.WriteString("url", Catalogue.Site + path);
        json.WriteString("referrer", $"{Catalogue.Site}/");
        json.WriteEndObject();
    };
}
