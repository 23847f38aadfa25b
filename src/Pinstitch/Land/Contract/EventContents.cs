using System.Text;
using System.Text.Json;

namespace Pinstitch.Land.Contract;

/// <summary>The list of products of an event: <c>[{"id", "name", "category", "brand", "price", "quantity"}]</c>.</summary>
internal static class EventContents
{
    /// <summary>Most products of an event.</summary>
    private const int Most = 200;

    public static IReadOnlyList<LandedItem>? Read(ref EventForm form, string? currency)
    {
        if (form[ContractField.Contents].Kind != JsonTokenType.StartArray)
        {
            form.Break(ContractField.Contents, "not_a_list", "Send contents as a JSON array of objects, each with an id.");
            return null;
        }

        using var document = JsonDocument.Parse(form.Raw(ContractField.Contents).ToArray());
        var count = document.RootElement.GetArrayLength();
        if (count > Most)
        {
            form.Break(ContractField.Contents, "too_many", $"Send at most {Most} products in one event.");
            return null;
        }

        var items = new List<LandedItem>(count);
        var place = 0;
        foreach (var element in document.RootElement.EnumerateArray())
        {
            if (ReadItem(ref form, element, $"contents[{place++}]", currency) is { } item) items.Add(item);
        }

        return items.Count == 0 ? null : items;
    }

    private static LandedItem? ReadItem(ref EventForm form, JsonElement element, string path, string? currency)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            form.Break(path, "not_an_object", element.ValueKind.ToString().ToLowerInvariant(), "Send each product as a JSON object with an id.");
            return null;
        }

        var before = form.Broken;
        var id = Text(ref form, element, "id", path, 128);
        if (id is null && form.Broken == before) form.Break($"{path}.id", "missing", "absent", "Every product needs the id that the catalogue has.");
        var price = Price(ref form, element, path);
        if (price is not null && currency is null && form.Broken == before) form.Break("currency", "missing", "absent", "A product's price needs the event's currency.");
        var item = new LandedItem(id ?? string.Empty)
        {
            Name = Text(ref form, element, "name", path, 512),
            Category = Text(ref form, element, "category", path, 512),
            Brand = Text(ref form, element, "brand", path, 256),
            Price = price is { } given && currency is not null ? Currencies.ToMinor(given, currency) : null,
            Quantity = Quantity(ref form, element, path),
        };
        return form.Broken == before ? item : null;
    }

    private static string? Text(ref EventForm form, JsonElement item, string name, string path, int most)
    {
        if (!item.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind == JsonValueKind.Number) return value.GetRawText();
        if (value.ValueKind == JsonValueKind.String)
        {
            var text = Encoding.UTF8.GetBytes(value.GetString()!);
            if (Utf8Text.Characters(text) <= most && !Utf8Text.HasControl(text))
                return Utf8Text.Trim(text) is { IsEmpty: false } trimmed ? TextScrub.All(Encoding.UTF8.GetString(trimmed)) : null;
        }

        form.Break($"{path}.{name}", "not_a_text", value.ValueKind.ToString().ToLowerInvariant(), $"Send {name} as a text of at most {most} characters, without control characters.");
        return null;
    }

    private static decimal? Price(ref EventForm form, JsonElement item, string path)
    {
        if (!item.TryGetProperty("price", out var value) || value.ValueKind == JsonValueKind.Null) return null;
        var price = value.ValueKind switch
        {
            JsonValueKind.Number => Money.Number(Encoding.UTF8.GetBytes(value.GetRawText())),
            JsonValueKind.String => Money.Text(Encoding.UTF8.GetBytes(value.GetString()!)),
            _ => null,
        };
        if (price is >= 0 and < Money.Most) return price;
        form.Break($"{path}.price", "not_an_amount", value.ValueKind.ToString().ToLowerInvariant(), "Send price as a number that is not negative, or as text with a decimal point.");
        return null;
    }

    private static int? Quantity(ref EventForm form, JsonElement item, string path)
    {
        if (!item.TryGetProperty("quantity", out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var quantity) && quantity is >= 0 and <= 1_000_000) return quantity;
        form.Break($"{path}.quantity", "not_a_count", value.ValueKind.ToString().ToLowerInvariant(), "Send quantity as a whole number between 0 and 1,000,000.");
        return null;
    }
}
