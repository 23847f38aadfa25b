using System.Net;
using System.Text;

namespace Pinstitch.Land.Contract;

/// <summary>The fields of an event that stand for themselves.</summary>
internal static class EventTraits
{
    private static readonly string[] Sources = ["browser", "server", "shop", "crm"];

    private static readonly byte[][] Utf8Sources = [.. Sources.Select(Encoding.UTF8.GetBytes)];

    private static readonly string UseAName = $"Use one of {string.Join(", ", EventNames.All)}, or custom:<your name>.";

    /// <summary>The contract's name; null when it breaks a rule.</summary>
    public static string? Name(ref EventForm form)
    {
        var before = form.Broken;
        var bytes = form.Bytes(ContractField.EventName, 64);
        if (!bytes.IsEmpty && EventNames.Find(bytes) is { } name) return name;
        if (bytes.IsEmpty && form.Broken == before) form.Break(ContractField.EventName, "missing", "Every event needs event_name.");
        else if (!bytes.IsEmpty) form.Break(ContractField.EventName, "unknown_name", UseAName);
        return null;
    }

    public static string Source(ref EventForm form)
    {
        var bytes = form.Bytes(ContractField.Source, 16);
        if (bytes.IsEmpty) return IsBrowserDoor(ref form) ? "browser" : "server";
        for (var source = 0; source < Sources.Length; source++)
        {
            if (bytes.SequenceEqual(Utf8Sources[source])) return Sources[source];
        }

        form.Break(ContractField.Source, "unknown_source", $"Use one of {string.Join(", ", Sources)}.");
        return "server";
    }

    /// <summary>Through the door that is open to browsers nobody speaks for the shop: what anybody could have sent proves no order.</summary>
    public static void CheckDoor(ref EventForm form, string source, string? name)
    {
        if (!IsBrowserDoor(ref form)) return;
        if (source is "shop" or "crm")
            form.Break(ContractField.Source, "source_not_trusted", "Events of shops and CRMs come by their webhooks, by POST /api/events/server with a function key, or through the event hub.");
        if (name is EventNames.Order or EventNames.Refund or EventNames.LeadStage)
            form.Break(ContractField.EventName, "name_not_trusted", $"An event {name} comes by a webhook, by POST /api/events/server with a function key, or through the event hub. Browsers send checkout and lead.");
    }

    /// <summary>The visitor's address and browser; an address that is none is left out.</summary>
    public static LandedClient? Client(ref EventForm form, ref EventNotes notes)
    {
        if (!form.Has(ContractField.Client)) return null;
        var (ip, browser) = (form.Text(ContractField.Ip, 64), form.Text(ContractField.UserAgent, 1024));
        if (ip is not null && !IPAddress.TryParse(ip, out _))
        {
            notes.Add(ContractField.Ip, "no_ip_address");
            ip = null;
        }

        return ip is null && browser is null ? null : new(ip, browser is null ? null : TextScrub.Id(browser));
    }

    public static LandedCampaign? Campaign(ref EventForm form)
    {
        if (!form.Has(ContractField.Utm)) return null;
        var found = new LandedCampaign(Utm(ref form, ContractField.UtmSource), Utm(ref form, ContractField.UtmMedium), Utm(ref form, ContractField.UtmCampaign), Utm(ref form, ContractField.UtmContent), Utm(ref form, ContractField.UtmTerm));
        return found == new LandedCampaign(null, null, null, null, null) ? null : found;
    }

    private static string? Utm(ref EventForm form, ContractField field) => form.Text(field, 200) is { } text ? TextScrub.All(text) : null;

    private static bool IsBrowserDoor(ref EventForm form) => form.Bytes(ContractField.DoorName, 16).SequenceEqual("browser"u8);
}
