using Pinstitch.Lab.Shop.Life;

namespace Pinstitch.Lab.Shop.Traffic;

/// <summary>What the shop's servers, its shop system and its CRM send about a person.</summary>
internal sealed class ServerEvents(LifeStory story)
{
    private Person Person => story.Person;

    public IEnumerable<ShopMessage> Write()
    {
        foreach (var order in story.Orders)
        {
            yield return Checkout(order);
            yield return OrderVersion(order, "orders/create", order.Time, order.Cents);
            if (order.Edit is { } edit) yield return OrderVersion(order, "orders/updated", edit.Time, edit.Cents);
            if (order.Refund is { } refund) yield return Refund(order, refund.Time, refund.Cents);
        }

        if (Person.MakesAccount && story.Orders.Count > 0) yield return Signup(story.Orders[0]);
        if (story.Lead is null) yield break;
        foreach (var (time, stage) in story.Lead.Stages) yield return LeadStage(time, stage);
    }

    private string Email(ShopOrder order) => order.UsesOtherEmail ? Person.OtherEmail! : Person.Email;

    /// <summary>Sent straight into the hub, so it is hashed before it leaves the shop.</summary>
    private ShopMessage Checkout(ShopOrder order) => new(
        order.Time + 4,
        Entrance.Hub,
        $"order-{order.Id}",
        string.Empty,
        JsonBody.Write(json =>
        {
            json.WriteString("event_id", $"checkout_{order.Id}");
            json.WriteString("event_name", "checkout");
            json.WriteNumber("event_time", order.Time);
            json.WriteString("source", "server");
            json.WriteStartObject("user");
            json.WriteString("email_sha256", Ids.Sha256(Email(order)));
            json.WriteEndObject();
            json.WriteString("value", JsonBody.Amount(order.Cents));
            json.WriteString("currency", Catalogue.Currency);
            json.WriteString("order_id", $"{order.Id}");
        }));

    private ShopMessage Signup(ShopOrder order) => new(
        order.Time + 30,
        Entrance.Hub,
        $"order-{order.Id}",
        string.Empty,
        JsonBody.Write(json =>
        {
            json.WriteString("event_id", $"signup_{Ids.Customer(Person.Number, order.UsesOtherEmail)}");
            json.WriteString("event_name", "signup");
            json.WriteNumber("event_time", order.Time + 30);
            json.WriteString("source", "server");
            json.WriteStartObject("user");
            json.WriteString("email_sha256", Ids.Sha256(Email(order)));
            json.WriteString("customer_id", Ids.Customer(Person.Number, order.UsesOtherEmail));
            json.WriteEndObject();
        }));

    /// <summary>In the shape of Shopify's order webhooks (facts/conversions.md §7.1).</summary>
    private ShopMessage OrderVersion(ShopOrder order, string topic, long time, long cents) => new(
        time + 6,
        Entrance.ShopWebhook,
        $"order-{order.Id}",
        topic,
        JsonBody.Write(json =>
        {
            json.WriteNumber("id", order.Id);
            json.WriteString("name", $"#{order.Id % 100_000_000}");
            json.WriteString("email", Email(order));
            if (Person.GivesPhone) json.WriteString("phone", Person.Phone);
            json.WriteString("created_at", JsonBody.Time(order.Time));
            json.WriteString("updated_at", JsonBody.Time(time));
            json.WriteBoolean("test", false);
            json.WriteString("currency", Catalogue.Currency);
            json.WriteString("total_price", JsonBody.Amount(order.Cents));
            json.WriteString("current_total_price", JsonBody.Amount(cents));
            json.WriteStartObject("customer");
            json.WritePropertyName("id");
            json.WriteRawValue(Ids.Customer(Person.Number, order.UsesOtherEmail));
            json.WriteString("first_name", Person.FirstName);
            json.WriteString("last_name", Person.LastName);
            json.WriteEndObject();
            json.WriteStartArray("note_attributes");
            json.WriteEndArray();
        }));

    private static ShopMessage Refund(ShopOrder order, long time, long cents) => new(
        time + 6,
        Entrance.ShopWebhook,
        $"order-{order.Id}",
        "refunds/create",
        JsonBody.Write(json =>
        {
            json.WriteNumber("id", order.Id + 1);
            json.WriteNumber("order_id", order.Id);
            json.WriteString("created_at", JsonBody.Time(time));
            json.WriteStartArray("transactions");
            json.WriteStartObject();
            json.WriteString("kind", "refund");
            json.WriteString("status", "success");
            json.WriteString("amount", JsonBody.Amount(cents));
            json.WriteString("currency", Catalogue.Currency);
            json.WriteEndObject();
            json.WriteEndArray();
        }));

    private ShopMessage LeadStage(long time, string stage) => new(
        time + 5,
        Entrance.CrmWebhook,
        $"crm-{Person.Number}",
        string.Empty,
        JsonBody.Write(json =>
        {
            json.WriteString("contact_id", Ids.Contact(Person.Number));
            json.WriteString("email", Person.Email);
            json.WriteString("name", $"{Person.FirstName} {Person.LastName}");
            json.WriteString("stage", stage);
            json.WriteString("changed_at", JsonBody.Time(time));
        }));
}
