using System.Text.Json;

namespace Pinstitch.Land.Contract;

/// <summary>Where a value stands in an event's bytes.</summary>
/// <param name="Start">First byte; of a text the one after the quotation mark.</param>
/// <param name="Length">Bytes; of a text without the quotation marks.</param>
/// <param name="Kind">What it is; <see cref="JsonTokenType.None"/> where the event has no such field.</param>
/// <param name="IsEscaped">Whether a text has escapes.</param>
internal readonly record struct EventToken(int Start, int Length, JsonTokenType Kind, bool IsEscaped)
{
    /// <summary>Whether there is nothing, or a JSON null, which means the same.</summary>
    public bool IsAbsent => Kind is JsonTokenType.None or JsonTokenType.Null;
}
