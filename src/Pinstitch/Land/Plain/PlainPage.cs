using System.Text;
using Pinstitch.Land.Contract;

namespace Pinstitch.Land.Plain;

/// <summary>The page of a plain event: what is kept of its address, as parts of the event's bytes.</summary>
internal ref struct PlainPage
{
    private const int LongestAddress = 4096;

    private const int LongestUtm = 200;

    private ReadOnlySpan<byte> host;
    private ReadOnlySpan<byte> path;
    private ReadOnlySpan<byte> referrer;
    private ReadOnlySpan<byte> source;
    private ReadOnlySpan<byte> medium;
    private ReadOnlySpan<byte> campaign;
    private ReadOnlySpan<byte> content;
    private ReadOnlySpan<byte> term;
    private int click;
    private uint utm;

    /// <summary>Reads the page, and adds the click ids of its address.</summary>
    /// <param name="body">The event.</param>
    /// <param name="form">Its fields.</param>
    /// <param name="clicks">Gets the click ids.</param>
    /// <param name="shop">The origin of the page before.</param>
    /// <param name="before">The origin of the referrer before.</param>
    public bool Read(ReadOnlySpan<byte> body, in PlainForm form, PlainClicks clicks, PlainOrigin shop, PlainOrigin before)
    {
        click = ClickNames.Count;
        if (!form.Has(ContractField.Page)) return true;
        if (!form.Text(ContractField.Url, LongestAddress, out var url) || !form.Text(ContractField.Referrer, LongestAddress, out var from)) return false;
        if (url.IsEmpty) return true;
        if (!PlainAddress.Read(url, shop, out var address)) return false;
        host = url.Slice(address.Host, address.HostLength);
        path = url.Slice(address.Path, address.PathLength);
        if (!form.IsClean(path)) return false;
        if (path.IsEmpty) path = "/"u8;
        if (!from.IsEmpty)
        {
            if (!PlainAddress.Read(from, before, out var last)) return false;
            referrer = from.Slice(last.Host, last.HostLength);
        }

        var query = url[address.Query..];
        if (query.IndexOf((byte)'#') is var fragment and >= 0) query = query[..fragment];
        return query.IsEmpty || ReadQuery(body, form, query, form.Start(ContractField.Url) + address.Query, clicks);
    }

    /// <param name="body">The event.</param>
    /// <param name="form">Its fields.</param>
    /// <param name="query">The parameters.</param>
    /// <param name="start">Where they begin in the event.</param>
    /// <param name="clicks">Gets the click ids.</param>
    private bool ReadQuery(ReadOnlySpan<byte> body, in PlainForm form, ReadOnlySpan<byte> query, int start, PlainClicks clicks)
    {
        var seen = 0U;
        for (var place = 0; place < query.Length;)
        {
            var end = query[place..].IndexOf((byte)'&');
            var part = end < 0 ? query[place..] : query.Slice(place, end);
            var equals = part.IndexOf((byte)'=');
            var valueStart = start + place + equals + 1;
            place = end < 0 ? query.Length : place + end + 1;
            if (equals <= 0) continue;
            var name = part[..equals];
            var value = part[(equals + 1)..];
            if (name.Length > 4 && name[3] == '_' && Ascii.EqualsIgnoreCase(name[..4], "utm_"u8))
            {
                if (!TakeUtm(name[4..], value, form)) return false;
            }
            else if (ClickNames.Find(name) is { } known && (seen & (1U << known.Place)) == 0)
            {
                if (!PlainClicks.IsSound(value, form)) return false;
                seen |= 1U << known.Place;
                click = Math.Min(click, known.Place);
                clicks.Replace(body, known.Place, valueStart, value.Length);
            }
        }

        return true;
    }

    /// <summary>The first of several wins.</summary>
    private bool TakeUtm(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, in PlainForm form)
    {
        var place = Ascii.EqualsIgnoreCase(name, "source"u8) ? 0
            : Ascii.EqualsIgnoreCase(name, "medium"u8) ? 1
            : Ascii.EqualsIgnoreCase(name, "campaign"u8) ? 2
            : Ascii.EqualsIgnoreCase(name, "content"u8) ? 3
            : Ascii.EqualsIgnoreCase(name, "term"u8) ? 4
            : -1;
        if (place < 0 || (utm & (1U << place)) != 0) return true;
        utm |= 1U << place;
        if (value.Length > LongestUtm || !form.IsClean(value)) return false;
        switch (place)
        {
            case 0: source = value; break;
            case 1: medium = value; break;
            case 2: campaign = value; break;
            case 3: content = value; break;
            default: term = value; break;
        }

        return true;
    }

    public readonly void Write(LineBuffer line)
    {
        if (host.IsEmpty) return;
        line.AddText(",\"page\":{\"host\":\""u8, host);
        line.AddText(",\"path\":\""u8, path);
        line.AddText(",\"referrer_host\":\""u8, referrer);
        line.AddText(",\"utm_source\":\""u8, source);
        line.AddText(",\"utm_medium\":\""u8, medium);
        line.AddText(",\"utm_campaign\":\""u8, campaign);
        line.AddText(",\"utm_content\":\""u8, content);
        line.AddText(",\"utm_term\":\""u8, term);
        if (click < ClickNames.Count) line.AddText(",\"click_id\":\""u8, ClickNames.Utf8Name(click));
        line.Add((byte)'}');
    }
}
