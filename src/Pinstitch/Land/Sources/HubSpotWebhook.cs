using System.Globalization;
using System.Text.Json;

namespace Pinstitch.Land.Sources;

/// <summary>
/// HubSpot's webhooks (https://developers.hubspot.com/docs/api/webhooks): a list of changes to contacts and deals. Each tells
/// an object's number and one property; addresses and click ids come as changes of their own and meet by the number. What more
/// there is about an object must be asked for (<see cref="Named"/>, <see cref="Contact"/>).
/// </summary>
public static class HubSpotWebhook
{
    private static readonly Dictionary<string, string> ContactFields = new(StringComparer.Ordinal)
    {
        ["email"] = "user.email", ["phone"] = "user.phone", ["mobilephone"] = "user.phone", ["firstname"] = "user.first_name", ["lastname"] = "user.last_name",
        ["city"] = "user.city", ["state"] = "user.state", ["zip"] = "user.postal_code", ["country"] = "user.country", ["hs_google_click_id"] = "click_ids.gclid",
        ["gclid"] = "click_ids.gclid", ["hs_facebook_click_id"] = "click_ids.fbclid", ["fbclid"] = "click_ids.fbclid", ["epik"] = "click_ids.epik", ["ttclid"] = "click_ids.ttclid",
        ["msclkid"] = "click_ids.msclkid", ["pinstitch_anonymous_id"] = "user.anonymous_id",
    };

    private static readonly string[] ContactStages = ["lifecyclestage", "hs_lead_status"];

    /// <summary>The events that a request stands for, in its order.</summary>
    public static Outcome<IReadOnlyList<ReadOnlyMemory<byte>>> Translate(ReadOnlyMemory<byte> body) => SourceJson.Read(body, "HubSpot's request", root =>
    {
        if (root.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object)) return new Fault(FaultKind.Data, "HubSpot sends a list of changes; this is none.");
        var changes = root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().ToList() : [root];
        if (changes.Count > 0 && changes.TrueForAll(change => change.Text("subscriptionType") is null)) return new Fault(FaultKind.Data, "HubSpot sends changes, each with its subscriptionType; something here has none.");
        return changes.Select(EventOf).OfType<ReadOnlyMemory<byte>>().ToList();
    });

    /// <summary>The properties of a contact that <see cref="Contact"/> reads.</summary>
    public static IEnumerable<string> Properties => ContactFields.Keys;

    /// <summary>The contacts and deals that a request tells of and that are not deleted, each once, by their latest change.</summary>
    public static IReadOnlyList<HubSpotChange> Named(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        var changes = document.RootElement.ValueKind == JsonValueKind.Array ? document.RootElement.EnumerateArray().ToList() : [document.RootElement];
        return
        [
            .. changes
                .Select(change => (Id: change.Text("objectId"), Of: Kind(change.Text("subscriptionType") ?? string.Empty, change.Text("objectTypeId")), At: change.Text("occurredAt")))
                .Where(change => change.Id is not null && Time(change.At) is not null && change.Of is { Kind: "contact" or "deal", Action: "creation" or "propertyChange" })
                .GroupBy(change => (change.Id, change.Of.Kind))
                .Select(group => new HubSpotChange(group.Key.Id!, group.Key.Kind == "deal", group.MaxBy(change => long.Parse(change.At!, CultureInfo.InvariantCulture)).At!)),
        ];
    }

    /// <summary>The event that ties an object to the person of a contact; null where the contact says nothing that would.</summary>
    /// <param name="change">The contact itself, or a deal of it.</param>
    /// <param name="contact">The contact's number.</param>
    /// <param name="properties">Its properties, as HubSpot's API tells them.</param>
    public static ReadOnlyMemory<byte>? Contact(HubSpotChange change, string contact, JsonElement properties)
    {
        ArgumentNullException.ThrowIfNull(change);
        var found = ContactFields.Select(field => (Field: field.Value, Value: properties.Text(field.Key))).Where(field => field.Value is not null).ToList();
        if (found.Count == 0) return null;
        var (name, crmId) = change.IsDeal ? ("custom:deal_contact", $"deal_{change.Id}") : ("custom:contact_change", contact);
        var draft = Draft($"hubspot_{name[7..]}_{change.Id}_{contact}_{change.OccurredAt}", name, Time(change.OccurredAt)!, crmId, null);
        foreach (var (field, value) in found.DistinctBy(item => item.Field)) draft.Set(field, value);
        return draft.Write();
    }

    private static ReadOnlyMemory<byte>? EventOf(JsonElement change) => change.Text("subscriptionType") is null ? SourceJson.AsItCame(change) : Change(change)?.Write();

    private static EventDraft? Change(JsonElement change)
    {
        if (Time(change.Text("occurredAt")) is not { } time || change.Text("subscriptionType") is not { } type) return null;
        var (kind, action) = Kind(type, change.Text("objectTypeId"));
        if (change.First("objectId", "fromObjectId") is not { } id) return null;
        var (property, value) = (change.Text("propertyName"), change.Text("propertyValue"));
        // HubSpot's own event ids are not unique.
        var eventId = $"hubspot_{kind}_{id}_{action}_{property}_{change.Text("occurredAt")}";
        return (kind, action) switch
        {
            ("contact", "creation") => Draft(eventId, EventNames.Lead, time, id, null),
            ("contact", "propertyChange") when ContactStages.Contains(property) => value is null ? null : Draft(eventId, EventNames.LeadStage, time, id, value),
            ("contact", "propertyChange") when property is not null && ContactFields.TryGetValue(property, out var field) =>
                value is null ? null : Draft(eventId, "custom:contact_change", time, id, null).Set(field, value),
            ("contact", "deletion") => Draft(eventId, "custom:contact_deletion", time, id, null),
            ("contact", "privacyDeletion") => Draft(eventId, "custom:privacy_deletion", time, id, null),
            ("deal" or "contact", "associationChange") => Association(change, time),
            ("deal", "creation") => Draft(eventId, "custom:deal_creation", time, $"deal_{id}", null),
            ("deal", "propertyChange") when property == "dealstage" => value is null ? null : Draft(eventId, EventNames.LeadStage, time, $"deal_{id}", value),
            ("deal", "propertyChange") when property == "amount" => Draft(eventId, "custom:deal_change", time, $"deal_{id}", null).Set("deal.amount", value),
            ("deal", "deletion") => Draft(eventId, "custom:deal_deletion", time, $"deal_{id}", null),
            _ => null,
        };
    }

    /// <summary>Deals are told apart from contacts by their name, and carry it as an order's number too: what is seen with both is what ties a contact to its deal.</summary>
    private static EventDraft Draft(string id, string name, string time, string crmId, string? stage) =>
        new EventDraft(id, name, time, "crm").Set("user.crm_id", crmId).Set("order_id", crmId.StartsWith("deal_", StringComparison.Ordinal) ? crmId : null).Set("lead.stage", stage);

    /// <summary>A contact put to a deal, told from either side. One that is taken away is no evidence against what was known before.</summary>
    private static EventDraft? Association(JsonElement change, string time)
    {
        if (change.Flag("associationRemoved") == true || change.Text("fromObjectId") is not { } from || change.Text("toObjectId") is not { } to) return null;
        var (deal, contact) = change.Text("associationType") switch
        {
            "DEAL_TO_CONTACT" => (from, to),
            "CONTACT_TO_DEAL" => (to, from),
            _ => (null, null),
        };
        return deal is null ? null : Draft($"hubspot_deal_contact_{deal}_{contact}_{change.Text("occurredAt")}", "custom:deal_contact", time, contact!, null).Set("order_id", $"deal_{deal}");
    }

    /// <summary><c>contact.creation</c>, and the newer <c>object.creation</c> with the type's number.</summary>
    private static (string Kind, string Action) Kind(string type, string? number)
    {
        var dot = type.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0) return (type, string.Empty);
        var (kind, action) = (type[..dot], type[(dot + 1)..]);
        if (kind == "object") kind = number switch { "0-1" => "contact", "0-3" => "deal", _ => kind };
        return (kind, action);
    }

    private static string? Time(string? milliseconds) =>
        long.TryParse(milliseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var unix) && unix is > 0 and < 100_000_000_000_000
            ? Contract.Timestamp.Write(DateTimeOffset.FromUnixTimeMilliseconds(unix))
            : null;
}
