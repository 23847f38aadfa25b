using System.Text;

namespace Pinstitch.Land.Contract;

/// <summary>The click ids of an event: those that the sender had kept, and those in the page's address.</summary>
internal static class EventClicks
{
    public static List<LandedClick>? Read(ref EventForm form, ref EventNotes notes, out LandedPage? page)
    {
        List<LandedClick>? clicks = null;
        if (form.Has(ContractField.ClickIds))
        {
            var seen = form.Time(ContractField.ClickedAt);
            for (var field = ContractField.Epik; field <= ContractField.RdtCid; field++) Add(ref form, ref notes, field, seen, ref clicks);
        }

        page = ReadPage(ref form, ref clicks);
        clicks?.Sort((one, two) => string.CompareOrdinal(one.Name, two.Name));
        return clicks;
    }

    private static void Add(ref EventForm form, ref EventNotes notes, ContractField field, DateTimeOffset? seen, ref List<LandedClick>? clicks)
    {
        var bytes = form.Bytes(field, 512);
        if (bytes.IsEmpty) return;
        var (click, id) = (ClickNames.Of(field), Encoding.UTF8.GetString(bytes));
        if (!ClickNames.IsSound(click, id))
        {
            notes.Add(field, "no_click_id");
            return;
        }

        (clicks ??= []).Add(new(click.Name, id, field is ContractField.Fbc ? ClickNames.InMetaCookie(id)?.Time : field is ContractField.Fbp or ContractField.Ttp ? null : seen));
    }

    /// <summary>What the page's own address says is newer than what was kept, so it replaces that.</summary>
    private static LandedPage? ReadPage(ref EventForm form, ref List<LandedClick>? clicks)
    {
        if (!form.Has(ContractField.Page)) return null;
        var url = form.Bytes(ContractField.Url, 4096);
        var referrer = form.Bytes(ContractField.Referrer, 4096);
        if (url.IsEmpty) return null;
        var inAddress = url.IndexOf((byte)'?') >= 0 ? new List<LandedClick>() : null;
        if (PageAddress.Read(url, referrer, inAddress) is not { } page)
        {
            form.Break(ContractField.Url, "not_a_web_address", "Send the page's whole address, beginning with https://.");
            return null;
        }

        if (inAddress is { Count: > 0 })
        {
            clicks = Newer(clicks, inAddress);
        }

        return page;
    }

    private static List<LandedClick> Newer(List<LandedClick>? kept, List<LandedClick> fresh)
    {
        if (kept is null) return fresh;
        // The same id again keeps the time at which it was first seen.
        kept.RemoveAll(click => fresh.Exists(newer => newer.Name == click.Name && newer.Id != click.Id));
        kept.AddRange(fresh.Where(newer => !kept.Exists(click => click.Name == newer.Name)));
        return kept;
    }
}
