using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Pinstitch.Land.Sources;

/// <summary>Reads other systems' JSON, in which anything may be absent, null or of another kind than usual.</summary>
public static class SourceJson
{
    /// <summary>Runs a translation; what is no JSON becomes a fault.</summary>
    public static Outcome<IReadOnlyList<ReadOnlyMemory<byte>>> Read(ReadOnlyMemory<byte> body, string what, Func<JsonElement, Outcome<IReadOnlyList<ReadOnlyMemory<byte>>>> translate)
    {
        if (body.Span.StartsWith("\uFEFF"u8)) body = body[3..];
        try
        {
            using var document = JsonDocument.Parse(body);
            return translate(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or OverflowException)
        {
            return new Fault(FaultKind.Data, $"The body of {what} is no sound JSON, is nested deeper than 64 levels, or holds numbers beyond all bounds.", e.GetType().Name);
        }
    }

    /// <summary>
    /// What is no record, among records, is handed on as it came, without personal data: it ends under <c>rejected/</c> with its reason, and takes none of the
    /// others with it.
    /// </summary>
    public static ReadOnlyMemory<byte> AsItCame(JsonElement element) => Pseudonymiser.Copy(Encoding.UTF8.GetBytes(element.GetRawText()));

    /// <summary>What is at a path of names, such as <c>customer.id</c>; undefined when there is nothing.</summary>
    public static JsonElement At(this JsonElement element, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element)) return default;
        }

        return element;
    }

    /// <summary>A field as text, whether it is a text or a number; null when it is neither, or empty.</summary>
    public static string? Text(this JsonElement element, string path) => element.At(path).Text();

    public static string? Text(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when Plain(value.GetString()!) is { Length: > 0 } text => text,
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    /// <summary>Titles and notes hold tabs and line ends, which the contract takes in no text; they are blanks in it.</summary>
    private static string Plain(string text) => (text.Any(char.IsControl) ? string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)) : text).Trim();

    /// <summary>An amount, written as text or as number, with a sign or without; null when it is none.</summary>
    public static decimal? Amount(this JsonElement element, string path) =>
        decimal.TryParse(element.Text(path), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    public static bool? Flag(this JsonElement element, string path) => element.At(path).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>The elements of a list; none when there is no list.</summary>
    public static IEnumerable<JsonElement> List(this JsonElement element, string path) =>
        element.At(path) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>The first text that is there.</summary>
    public static string? First(this JsonElement element, params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
        {
            if (element.Text(path) is { } text) return text;
        }

        return null;
    }

    public static Fault Missing(string what, string field) => new(FaultKind.Data, $"The body of {what} has no {field}.");

    /// <summary>Nothing that the pipeline counts.</summary>
    public static Outcome<IReadOnlyList<ReadOnlyMemory<byte>>> Nothing() => Array.Empty<ReadOnlyMemory<byte>>();

    internal static Outcome<IReadOnlyList<ReadOnlyMemory<byte>>> One(EventDraft draft) => (ReadOnlyMemory<byte>[])[draft.Write()];
}
