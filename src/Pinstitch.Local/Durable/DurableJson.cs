using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pinstitch.Local.Durable;

/// <summary>How inputs, outputs, events and statuses become text, and how large they may be.</summary>
internal static class DurableJson
{
    /// <summary>The limit of Azure's engine for one payload.</summary>
    public const int MostBytes = 1024 * 1024;

    public static JsonSerializerOptions Options { get; } = new()
    {
        IncludeFields = true,
        PropertyNameCaseInsensitive = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <exception cref="InvalidOperationException">The value is larger than Azure's engine takes.</exception>
    public static string? Write(object? value, string what)
    {
        if (value is null) return null;
        var text = JsonSerializer.Serialize(value, value.GetType(), Options);
        var bytes = System.Text.Encoding.UTF8.GetByteCount(text);
        return bytes <= MostBytes
            ? text
            : throw new InvalidOperationException($"{what} has {bytes:N0} bytes; Durable Functions takes at most {MostBytes:N0}. Write the data to a blob and pass its name.");
    }

    public static object? Read(string? text, Type type) =>
        text is null
            ? type.IsValueType ? Activator.CreateInstance(type) : null
            : JsonSerializer.Deserialize(text, type, Options);
}
