using System.Text.Json;
using Pinstitch.Land.Contract;

namespace Pinstitch.Land.Sources.Mapped;

/// <summary>Reads mapping files and says of every mistake where it is.</summary>
public static class MappingReader
{
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static readonly string[] Parts = ["$schema", "name", "description", "each", "signature", "maps", "rules"];

    private static readonly string[] Needed = ["event_id", "event_name", "event_time"];

    private static readonly string[] RuleParts = ["each", "when", "event", "description"];

    private static readonly string[] Products = ["each", "id", "name", "category", "brand", "price", "quantity"];

    /// <param name="json">The file's text; comments are allowed.</param>
    public static Outcome<Mapping> Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            var mistakes = new List<string>();
            var mapping = Read(document.RootElement, mistakes);
            return mistakes.Count == 0 ? mapping : new Fault(FaultKind.Configuration, "The mapping is not right: " + string.Join("; ", mistakes) + ".");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new Fault(FaultKind.Configuration, $"The mapping cannot be read: {e.Message}");
        }
    }

    private static Mapping Read(JsonElement root, List<string> mistakes)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            mistakes.Add("it is no JSON object");
            return new(string.Empty, string.Empty, null, new Dictionary<string, IReadOnlyDictionary<string, string>>(), []);
        }

        foreach (var field in root.EnumerateObject().Where(field => !Parts.Contains(field.Name))) mistakes.Add($"'{field.Name}' is none of {string.Join(", ", Parts)}");
        var name = root.Text("name") ?? string.Empty;
        if (name.Length == 0 || !name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')) mistakes.Add("name must be lower-case letters, digits and dashes");
        var maps = Fields(root.At("maps")).ToDictionary(
            table => table.Name,
            IReadOnlyDictionary<string, string> (table) => Fields(table.Value).ToDictionary(item => item.Name.ToLowerInvariant(), item => item.Value.Text() ?? string.Empty));
        var rules = root.List("rules").Select((rule, place) => Rule(rule, $"rules[{place}]", maps.Keys, mistakes)).ToList();
        if (rules.Count == 0) mistakes.Add("rules is missing or empty");
        return new(name, root.Text("each") ?? string.Empty, Signature(root.At("signature"), mistakes), maps, rules);
    }

    private static MappingSignature? Signature(JsonElement part, List<string> mistakes)
    {
        if (part.ValueKind != JsonValueKind.Object) return null;
        var read = new MappingSignature(part.Text("header") ?? string.Empty, part.Text("encoding") ?? "hex", part.Text("prefix") ?? string.Empty, part.Text("secret") ?? string.Empty);
        if (read.Header.Length == 0 || read.Secret.Length == 0) mistakes.Add("signature needs header and secret (the name of a setting)");
        if (read.Encoding is not ("hex" or "base64")) mistakes.Add("signature.encoding must be hex or base64");
        return read;
    }

    private static MappingRule Rule(JsonElement rule, string where, ICollection<string> maps, List<string> mistakes)
    {
        if (rule.ValueKind == JsonValueKind.Object)
        {
            foreach (var part in rule.EnumerateObject().Where(part => !RuleParts.Contains(part.Name))) mistakes.Add($"{where}: '{part.Name}' is none of {string.Join(", ", RuleParts)}");
        }

        var when = Fields(rule.At("when")).Select(item => KeyValuePair.Create(item.Name, Values(item.Value, $"{where}.when.{item.Name}", mistakes))).ToList();
        var fields = new List<KeyValuePair<string, MappingTemplate>>();
        foreach (var item in Fields(rule.At("event")).Where(item => item.Name != "contents"))
        {
            if (!IsField(item.Name)) mistakes.Add($"{where}.event: '{item.Name}' is no field of the contract; fields of your own begin with x_");
            Add(fields, item, $"{where}.event", maps, mistakes);
        }

        foreach (var needed in Needed.Where(needed => fields.TrueForAll(field => field.Key != needed))) mistakes.Add($"{where}.event has no {needed}");
        return new(rule.Text("each"), when, fields, Contents(rule.At("event.contents"), $"{where}.event.contents", maps, mistakes));
    }

    private static MappingContents? Contents(JsonElement part, string where, ICollection<string> maps, List<string> mistakes)
    {
        if (part.ValueKind != JsonValueKind.Object) return null;
        foreach (var field in part.EnumerateObject().Where(field => !Products.Contains(field.Name))) mistakes.Add($"{where}: '{field.Name}' is none of {string.Join(", ", Products)}");
        if (part.Text("each") is null || part.Text("id") is null) mistakes.Add($"{where} needs each (the list's path) and id");
        var fields = new List<KeyValuePair<string, MappingTemplate>>();
        foreach (var field in part.EnumerateObject().Where(field => field.Name != "each")) Add(fields, field, where, maps, mistakes);
        return new(part.Text("each") ?? string.Empty, fields);
    }

    private static void Add(List<KeyValuePair<string, MappingTemplate>> fields, JsonProperty item, string where, ICollection<string> maps, List<string> mistakes)
    {
        var text = item.Value.ValueKind is JsonValueKind.True or JsonValueKind.False ? item.Value.GetRawText() : item.Value.Text();
        if (text is null) mistakes.Add($"{where}.{item.Name} must be a text");
        else if (MappingTemplate.Parse(text, maps).TryGet(out var template, out var fault)) fields.Add(new(item.Name, template));
        else mistakes.Add($"{where}.{item.Name}: {fault.Text}");
    }

    /// <summary>A value or a list of them; <c>true</c> for "there is one", <c>false</c> for "there is none".</summary>
    private static IReadOnlyList<string>? Values(JsonElement value, string where, List<string> mistakes)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.True:
                return null;
            case JsonValueKind.False:
                return [];
            case JsonValueKind.Array when value.GetArrayLength() > 0 && value.EnumerateArray().All(item => item.Text() is not null):
                return [.. value.EnumerateArray().Select(item => item.Text()!.ToLowerInvariant())];
            case var _ when value.Text() is { } text:
                return [text.ToLowerInvariant()];
            default:
                mistakes.Add($"{where} must be a text, a list of texts, true or false");
                return [];
        }
    }

    private static bool IsField(string path)
    {
        if (path.StartsWith("x_", StringComparison.Ordinal)) return true;
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        var name = System.Text.Encoding.UTF8.GetBytes(path[(dot + 1)..]);
        if (dot < 0) return ContractFields.Find(ContractObject.Event, name) is { } field && ContractFields.ObjectIn(field) is null;
        return ContractFields.Find(ContractObject.Event, System.Text.Encoding.UTF8.GetBytes(path[..dot])) is { } owner
            && ContractFields.ObjectIn(owner) is { } item and not ContractObject.Door
            && ContractFields.Find(item, name) is not null;
    }

    private static List<JsonProperty> Fields(JsonElement part) => part.ValueKind == JsonValueKind.Object ? [.. part.EnumerateObject()] : [];
}
