using System.Text;
using System.Text.Json;

namespace Pinstitch.Local.Durable;

/// <summary>How inputs, outputs, events and statuses become text, and how large they may be.</summary>
internal static class DurableJson
{
    /// <summary>The limit of Azure's engine for one payload.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <summary>Most characters of an error's message that are kept; a stack trace or a response body can be of any length.</summary>
    private const int MostMessage = 32_000;

    /// <summary>
    /// Those of the Functions worker's own serializer, which Durable Functions uses: properties in any case, no fields (so
    /// no tuples). What would be lost in Azure must be lost here too.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = new() { PropertyNameCaseInsensitive = true };

    /// <exception cref="InvalidOperationException">The value is larger than Azure's engine takes.</exception>
    public static string? Write(object? value, string what)
    {
        if (value is null) return null;
        var text = JsonSerializer.Serialize(value, value.GetType(), Options);
        var bytes = Encoding.UTF8.GetByteCount(text);
        return bytes <= MostBytes
            ? text
            : throw new InvalidOperationException($"{what} has {bytes:N0} bytes; Durable Functions takes at most {MostBytes:N0}. Write the data to a blob and pass its name.");
    }

    /// <summary>The failure as <see cref="TaskFailureDetails"/>, never too large to be stored.</summary>
    public static string WriteFailure(Exception failure) => JsonSerializer.Serialize(Shorten(TaskFailureDetails.FromException(failure), depth: 0), Options);

    public static object? Read(string? text, Type type) =>
        text is null
            ? type.IsValueType ? Activator.CreateInstance(type) : null
            : JsonSerializer.Deserialize(text, type, Options);

    private static TaskFailureDetails Shorten(TaskFailureDetails details, int depth) => details with
    {
        ErrorMessage = Cut(details.ErrorMessage),
        StackTrace = details.StackTrace is null ? null : Cut(details.StackTrace),
        InnerFailure = details.InnerFailure is null || depth > 3 ? null : Shorten(details.InnerFailure, depth + 1),
    };

    private static string Cut(string text) => text.Length <= MostMessage ? text : text[..MostMessage] + " …";
}
