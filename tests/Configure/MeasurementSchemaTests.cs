using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pinstitch.Attribute.Models;
using Pinstitch.Configure;

namespace Pinstitch.Tests.Configure;

/// <summary>The schema, the reader and the page know the same fields.</summary>
public sealed class MeasurementSchemaTests
{
    private static readonly JsonDocument Schema = JsonDocument.Parse(Repository.Read("config", "measurement.schema.json"));

    [Fact]
    public void The_schema_and_the_reader_have_the_same_fields() =>
        Assert.Equal(OfReader(typeof(MeasurementFile), string.Empty).Order(StringComparer.Ordinal), OfSchema(Schema.RootElement, string.Empty).Order(StringComparer.Ordinal));

    [Fact]
    public void The_page_names_every_field_that_holds_a_value()
    {
        var page = Repository.Read("docs", "configuration.md");
        var values = OfSchema(Schema.RootElement, string.Empty).Where(field => field != "$schema").ToList();
        var ends = values.Where(field => !values.Any(other => other.StartsWith(field + ".", StringComparison.Ordinal) || other.StartsWith(field + "[].", StringComparison.Ordinal)));
        Assert.All(ends, field => Assert.Contains($"| `{field}` |", page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_reference_shows_every_field()
    {
        using var reference = JsonDocument.Parse(Repository.Read("config", "measurement.reference.json"), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        Assert.Empty(OfSchema(Schema.RootElement, string.Empty).Except(OfExample(reference.RootElement, string.Empty)));
    }

    [Fact]
    public void The_schema_knows_every_model() =>
        Assert.Equal(AttributionModels.Ids.Order(StringComparer.Ordinal), Values(Schema.RootElement.GetProperty("properties").GetProperty("models").GetProperty("items").GetProperty("enum")).Order(StringComparer.Ordinal));

    [Fact]
    public void The_schema_refuses_unknown_fields_everywhere() =>
        Assert.All(Objects(Schema.RootElement), item => Assert.False(item.GetProperty("additionalProperties").GetBoolean()));

    private static IEnumerable<string> OfReader(Type type, string path) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.CanWrite)
        .SelectMany(property =>
        {
            var name = path + (property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name));
            var inner = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            return inner.IsGenericType && typeof(IEnumerable).IsAssignableFrom(inner)
                ? inner.GetGenericArguments()[0] is var item && IsPart(item) ? OfReader(item, name + "[].").Prepend(name) : [name]
                : IsPart(inner) ? OfReader(inner, name + ".").Prepend(name) : [name];
        });

    private static bool IsPart(Type type) => type.Assembly == typeof(Measurement).Assembly && type.IsClass;

    private static IEnumerable<string> OfSchema(JsonElement part, string path) => part.GetProperty("properties").EnumerateObject().SelectMany(field =>
    {
        var name = path + field.Name;
        if (field.Value.TryGetProperty("properties", out _)) return OfSchema(field.Value, name + ".").Prepend(name);
        return field.Value.TryGetProperty("items", out var items) && items.TryGetProperty("properties", out _) ? OfSchema(items, name + "[].").Prepend(name) : [name];
    });

    private static IEnumerable<string> OfExample(JsonElement part, string path) => part.EnumerateObject().SelectMany(field =>
    {
        var name = path + field.Name;
        return field.Value.ValueKind switch
        {
            JsonValueKind.Object => OfExample(field.Value, name + ".").Prepend(name),
            JsonValueKind.Array => field.Value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).SelectMany(item => OfExample(item, name + "[].")).Prepend(name),
            _ => [name],
        };
    });

    private static IEnumerable<JsonElement> Objects(JsonElement part)
    {
        if (part.ValueKind == JsonValueKind.Array) return part.EnumerateArray().SelectMany(Objects);
        if (part.ValueKind != JsonValueKind.Object) return [];
        var inner = part.EnumerateObject().SelectMany(field => Objects(field.Value));
        return part.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object ? inner.Prepend(part) : inner;
    }

    private static IEnumerable<string> Values(JsonElement list) => list.EnumerateArray().Select(item => item.GetString()!);
}
