using System.Text.Json;

namespace Pinstitch.Platforms.Calls;

/// <summary>What a platform answered.</summary>
/// <param name="Response">Status and headers; of a streamed answer also the body.</param>
/// <param name="Body">The body; null when it is streamed.</param>
internal sealed record PlatformAnswer(HttpResponseMessage Response, ReadOnlyMemory<byte>? Body)
{
    /// <summary>The body as JSON; null when it is something else.</summary>
    public JsonElement? Json() => Body is { } bytes ? JsonText.Parse(bytes) : null;
}
