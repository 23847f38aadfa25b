using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pinstitch.Land.Contract;

namespace Pinstitch.Land.Sources.Mapped;

/// <summary>Turns another system's records into events by a mapping.</summary>
public sealed class MappedSource(Mapping mapping)
{
    private static readonly string[] Flags = [.. new[] { ContractField.Test, ContractField.Measure, ContractField.Advertise, ContractField.Personalise, ContractField.LimitedUse, ContractField.Gpc }.Select(ContractFields.PathOf)];

    /// <summary>The events of a webhook's body.</summary>
    public Outcome<IReadOnlyList<ReadOnlyMemory<byte>>> Translate(ReadOnlyMemory<byte> body) => SourceJson.Read(body, mapping.Name, root =>
    {
        var found = MappedRecord.Find(root, mapping.Each);
        if (found.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object))
            return new Fault(FaultKind.Data, mapping.Each.Length == 0 ? "The body is neither an object nor a list of objects." : $"The body has no list at {mapping.Each}, as the mapping says.");
        var records = found.ValueKind == JsonValueKind.Array ? found.EnumerateArray().ToList() : [found];
        if (records.Count > 0 && records.TrueForAll(record => record.ValueKind != JsonValueKind.Object)) return new Fault(FaultKind.Data, "No record in the list is an object.");
        return records.SelectMany(record => record.ValueKind == JsonValueKind.Object ? Events(record) : [SourceJson.AsItCame(record)]).ToList();
    });

    /// <summary>The events of one record; none when no rule's conditions hold.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Events(JsonElement record) =>
        mapping.Rules.Where(rule => rule.When.All(condition => Holds(record, condition.Key, condition.Value))).SelectMany(rule => Repeated(record, rule));

    private IEnumerable<ReadOnlyMemory<byte>> Repeated(JsonElement record, MappingRule rule)
    {
        if (rule.Each is null) return [Event(record, default, rule)];
        var list = MappedRecord.Find(record, rule.Each);
        return list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(element => Event(record, element, rule)) : [];
    }

    private static bool Holds(JsonElement record, string paths, IReadOnlyList<string>? values)
    {
        var path = paths.Split("??", StringSplitOptions.TrimEntries) is { Length: > 1 } several ? several.FirstOrDefault(one => MappedRecord.At(record, one) is not null) ?? several[0] : paths;
        var found = MappedRecord.Find(record, path);
        if (found.ValueKind == JsonValueKind.Array && values is { Count: > 0 })
            return found.EnumerateArray().Any(item => item.Text() is { } text && values.Contains(text.ToLowerInvariant()));
        var isThere = found.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null) && !(found.ValueKind == JsonValueKind.String && found.Text() is null);
        if (values is null || values.Count == 0) return isThere == values is null;
        return MappedRecord.At(record, path)?.ToLowerInvariant() is { } value && values.Contains(value);
    }

    private ReadOnlyMemory<byte> Event(JsonElement record, JsonElement element, MappingRule rule)
    {
        var draft = EventDraft.Empty();
        foreach (var (field, template) in rule.Fields)
        {
            if (template.Fill(record, mapping.Maps, element) is not { } value) continue;
            if (Flags.Contains(field)) draft.Set(field, value.ToLowerInvariant() is "true" or "1" or "yes");
            else if (field == ContractFields.PathOf(ContractField.NumItems)) draft.Set(field, Count(value));
            else draft.Set(field, value);
        }

        return draft.Set("contents", Contents(record, rule.Contents)).Write();
    }

    private JsonArray? Contents(JsonElement record, MappingContents? contents)
    {
        if (contents is null || MappedRecord.Find(record, contents.Each) is not { ValueKind: JsonValueKind.Array } list) return null;
        var items = new JsonArray();
        foreach (var element in list.EnumerateArray().Take(200))
        {
            var item = new JsonObject();
            foreach (var (field, template) in contents.Fields)
            {
                if (template.Fill(element, mapping.Maps) is { } value) item[field] = field == "quantity" ? Count(value) : JsonValue.Create(value);
            }

            if (item.Count > 0) items.Add(item);
        }

        return items.Count == 0 ? null : items;
    }

    /// <summary>A count as a number; anything else as it is, so that it is rejected with its reason.</summary>
    private static JsonValue Count(string value) =>
        decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) && number == decimal.Truncate(number) && Math.Abs(number) < int.MaxValue
            ? JsonValue.Create((int)number)
            : JsonValue.Create(value);
}
